namespace RnnGen.Initialization;

/// <summary>Where the random numbers of initial weights come from.</summary>
public enum RandomGenerator
{
    /// <summary>One stream for all parameters, in the order of the layout: <see cref="Randomness.RandomState"/> of the seed.</summary>
    RandomState,

    /// <summary>
    /// A stream for each parameter, of the seed and its name alone, so that a wider or a further layer leaves the weights of the others as they are:
    /// <c>Generator(Philox(SeedSequence(seed, spawn_key=tuple(b"layers.0.Wxh"))))</c> of NumPy.
    /// </summary>
    Philox,
}
