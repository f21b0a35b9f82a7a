using RnnGen.Randomness;

namespace RnnGen.Data;

/// <summary>A synthetic task: sequences are drawn from it, as many as one likes, and depend on nothing but the stream of random numbers.</summary>
public abstract class SequenceTask
{
    /// <summary>The number of inputs of a step.</summary>
    public abstract int InputSize { get; }

    /// <summary>The number of outputs.</summary>
    public abstract int OutputSize { get; }

    /// <summary>The steps of the longest sequence.</summary>
    public abstract int MaximalLength { get; }

    /// <summary>Whether sequences are of different lengths.</summary>
    public abstract bool HasVariableLength { get; }

    /// <summary>Whether there is a target at every step, and not only at the last one.</summary>
    public abstract bool HasTargetAtEveryStep { get; }

    /// <summary>Draws a sequence, from the random numbers alone: what was drawn before makes no difference.</summary>
    public abstract Sequence Draw(RandomState random);
}
