namespace RnnGen.Evaluation;

/// <summary>A number that says how good predictions are. Steps that have no loss do not count.</summary>
public abstract class Metric
{
    /// <summary>The name in the spec.</summary>
    public abstract string Name { get; }

    /// <summary>The metric of some predictions, of which there is at least one.</summary>
    public abstract double Measure(Predictions predictions);
}
