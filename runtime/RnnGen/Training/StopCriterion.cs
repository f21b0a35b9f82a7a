using RnnGen.Data;

namespace RnnGen.Training;

/// <summary>When a stream is learnt: an immutable description, which <see cref="Start"/> turns into the state of one training.</summary>
public abstract class StopCriterion
{
    /// <summary>Makes the state of one training.</summary>
    /// <param name="experiment">What is trained.</param>
    /// <param name="parameters">Its parameters, which the training changes.</param>
    public abstract StopCriterionState Start(Experiment experiment, ParameterBuffer parameters);
}

/// <summary>A criterion during one training.</summary>
public abstract class StopCriterionState
{
    /// <summary>Shows a sequence with its prediction; returns whether the training ends here, without an update for it.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="predictions">
    /// What was predicted before the update: [outputs], or [steps, outputs] where the network answers at every step, row-major, at least as long as the target.
    /// </param>
    public abstract bool Observe(Sequence sequence, ReadOnlySpan<double> predictions);
}
