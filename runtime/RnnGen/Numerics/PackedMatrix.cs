namespace RnnGen.Numerics;

/// <summary>
/// A matrix in the order in which <see cref="MatrixProduct"/> reads it: its columns in blocks of <see cref="BlockSize"/>, each block row by row. What the last
/// block lacks is zero.
/// </summary>
public static unsafe class PackedMatrix
{
    /// <summary>The columns of a block.</summary>
    public const int BlockSize = 4;

    /// <summary>The numbers of a packed matrix [rows, columns].</summary>
    public static int Length(int rows, int columns) => (columns + BlockSize - 1) / BlockSize * BlockSize * rows;

    /// <summary>Packs a matrix.</summary>
    /// <param name="matrix">The matrix [rows, columns], row-major.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="packed">Receives <see cref="Length"/> numbers.</param>
    public static void Pack(double* matrix, int rows, int columns, double* packed)
    {
        for (var first = 0; first < columns; first += BlockSize)
        {
            for (var row = 0; row < rows; row++)
            {
                for (var column = first; column < first + BlockSize; column++)
                {
                    *packed++ = column < columns ? matrix[(row * columns) + column] : 0;
                }
            }
        }
    }

    /// <summary>Packs the transpose of a matrix.</summary>
    /// <inheritdoc cref="Pack"/>
    public static void PackTransposed(double* matrix, int rows, int columns, double* packed)
    {
        for (var first = 0; first < rows; first += BlockSize)
        {
            for (var column = 0; column < columns; column++)
            {
                for (var row = first; row < first + BlockSize; row++)
                {
                    *packed++ = row < rows ? matrix[(row * columns) + column] : 0;
                }
            }
        }
    }
}
