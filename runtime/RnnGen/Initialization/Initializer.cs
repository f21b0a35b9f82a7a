using RnnGen.Randomness;

namespace RnnGen.Initialization;

/// <summary>
/// How the numbers of a parameter start. Matrices are [inputs, outputs], PyTorch's transposed: fan_in is the first dimension and fan_out the second.
/// Initializers that are made for matrices set vectors, such as biases, to zero, which draws nothing.
/// </summary>
public abstract class Initializer
{
    /// <summary>Fills a parameter, row by row, drawing from the stream as much as it needs.</summary>
    /// <param name="values">The parameter's numbers, row-major.</param>
    /// <param name="parameter">Which parameter it is.</param>
    /// <param name="random">The stream.</param>
    /// <exception cref="ArgumentException">The count of numbers is not that of the parameter.</exception>
    public void Fill(Span<double> values, ParameterInfo parameter, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, parameter.Length);
        FillAll(values, parameter, random);
    }

    /// <summary>Whether the numbers of a parameter are random, and not of the same size in every draw.</summary>
    /// <param name="parameter">Which parameter it is.</param>
    public virtual bool Draws(ParameterInfo parameter) => true;

    /// <summary>Whether a kernel of several matrices is drawn as the one parameter that it is as a whole, and not block by block.</summary>
    internal virtual bool DrawsKernels => false;

    /// <summary>Fills a parameter of the right length.</summary>
    /// <param name="values">The parameter's numbers, row-major.</param>
    /// <param name="parameter">Which parameter it is.</param>
    /// <param name="random">The stream.</param>
    protected abstract void FillAll(Span<double> values, ParameterInfo parameter, IRandomSource random);
}
