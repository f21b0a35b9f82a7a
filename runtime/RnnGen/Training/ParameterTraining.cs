namespace RnnGen.Training;

/// <summary>How one parameter is trained, where not as all the others.</summary>
/// <param name="learningRate">
/// Its learning rate in the place of the optimizer's, greater than 0; a schedule changes both in proportion. Null for the optimizer's.
/// </param>
public sealed class ParameterTraining(double? learningRate = null)
{
    /// <summary>The parameter keeps its initial value; its derivative counts in no norm.</summary>
    public static ParameterTraining Frozen { get; } = new() { IsFrozen = true };

    /// <summary>Its learning rate, or null for the optimizer's.</summary>
    public double? LearningRate { get; } = learningRate is { } rate ? ArgumentRange.Positive(rate, nameof(learningRate)) : null;

    /// <summary>Whether the parameter keeps its initial value.</summary>
    public bool IsFrozen { get; private init; }
}
