namespace RnnGen;

/// <summary>How the losses of a batch become one number.</summary>
public enum LossReduction
{
    /// <summary>The sum over sequences and outputs, divided by sequences times outputs; zero of a batch in which no step counts.</summary>
    Mean,

    /// <summary>The sum over sequences and outputs.</summary>
    Sum,
}
