namespace RnnGen.Evaluation;

/// <summary>A number that says how good predictions are. Steps that have no loss do not count.</summary>
public abstract class Metric
{
    /// <summary>The name in the spec.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Whether it is a distance in the units of the outputs, as <c>rmse</c> is, which a normalization leads back to the units of the data's file.
    /// </summary>
    public virtual bool HasUnits => false;

    /// <summary>The metric of some predictions, of which there is at least one.</summary>
    public abstract double Measure(Predictions predictions);
}
