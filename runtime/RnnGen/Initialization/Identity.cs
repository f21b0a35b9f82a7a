using RnnGen.Randomness;

namespace RnnGen.Initialization;

/// <summary>
/// The identity matrix times a factor; of a rectangular matrix, ones where row and column are the same, as <c>torch.nn.init.eye_</c>. It draws nothing.
/// <para>Recurrent kernels of relu networks start so: Le, Jaitly and Hinton 2015.</para>
/// </summary>
/// <param name="gain">The factor.</param>
public sealed class Identity(double gain = 1) : MatrixInitializer
{
    /// <inheritdoc/>
    public override bool Draws(ParameterInfo parameter) => false;

    /// <inheritdoc/>
    protected override void FillMatrix(Span<double> values, int rows, int columns, IRandomSource random)
    {
        values.Clear();
        for (var i = 0; i < Math.Min(rows, columns); i++)
        {
            values[(i * columns) + i] = gain;
        }
    }
}
