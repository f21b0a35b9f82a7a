namespace RnnGen.Initialization;

/// <summary>Where the random numbers of initial weights come from.</summary>
public enum RandomGenerator
{
    /// <summary>
    /// One stream for all parameters, in the order of the layout: <see cref="Randomness.RandomState"/> of the seed. A kernel that is drawn as one
    /// (<see cref="KerasDefault"/>) is drawn where the first of its matrices stands.
    /// </summary>
    RandomState,

    /// <summary>
    /// A stream for each parameter, of the seed and its name alone, so that a wider or a further layer leaves the weights of the others as they are:
    /// <c>Generator(Philox(SeedSequence(seed, spawn_key=tuple(b"layers.0.Wxh"))))</c> of NumPy.
    /// A kernel that is drawn as one has the stream of its own name, <c>layers.0.W</c>.
    /// </summary>
    Philox,
}
