namespace RnnGen.Matrix;

/// <summary>What a configuration computed of an experiment.</summary>
/// <param name="Training">The hash of the losses and the final weights of the training, in the experiment's precision.</param>
/// <param name="Double">The hash of losses, gradients and weights of two steps of gradient descent in double precision, shared among the threads.</param>
/// <param name="Single">The same in single precision.</param>
internal readonly record struct Hashes(string Training, string Double, string Single)
{
    /// <summary>What differs from other hashes, in words; empty where nothing does.</summary>
    public string Difference(Hashes other)
    {
        (string Name, bool Differs)[] parts = [("training", Training != other.Training), ("float64", Double != other.Double), ("float32", Single != other.Single)];
        return string.Join(", ", parts.Where(part => part.Differs).Select(part => part.Name));
    }
}
