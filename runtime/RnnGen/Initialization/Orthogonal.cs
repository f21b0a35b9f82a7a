using RnnGen.Randomness;

namespace RnnGen.Initialization;

/// <summary>
/// A matrix with orthogonal columns of length <c>gain</c>, or rows where it has more columns: <c>torch.nn.init.orthogonal_</c> and Keras'
/// <c>orthogonal</c>, after Saxe et al. 2014. Normals are drawn row by row in our shape [inputs, outputs]; where there are more columns than rows the
/// matrix is transposed; of its QR decomposition, with the signs of diag(R) moved into Q, Q is taken, transposed back.
/// <para>
/// PyTorch does the same to a tensor of this shape: from the same normals the result is the same up to rounding, since that decomposition is unique. Its
/// own kernels are [outputs, inputs], so that their normals stand transposed. LAPACK's order of operations depends on the machine; here Householder
/// reflections are applied column by column, every sum in index order. A vector becomes zero.
/// </para>
/// </summary>
/// <param name="gain">The length.</param>
public sealed class Orthogonal(double gain = 1) : MatrixInitializer
{
    /// <inheritdoc/>
    /// <remarks>A matrix of one number is <c>gain</c> or <c>-gain</c>.</remarks>
    public override bool Draws(ParameterInfo parameter) => base.Draws(parameter) && parameter.Length > 1;

    /// <inheritdoc/>
    protected override void FillMatrix(Span<double> values, int rows, int columns, IRandomSource random)
    {
        var isWide = rows < columns;
        var matrix = new double[Math.Max(rows, columns), Math.Min(rows, columns)];
        for (var i = 0; i < values.Length; i++)
        {
            var (row, column) = Math.DivRem(i, columns);
            (isWide ? ref matrix[column, row] : ref matrix[row, column]) = random.StandardNormal();
        }

        var q = HouseholderQr.OrthogonalFactor(matrix);
        for (var i = 0; i < values.Length; i++)
        {
            var (row, column) = Math.DivRem(i, columns);
            values[i] = gain * (isWide ? q[column, row] : q[row, column]);
        }
    }
}
