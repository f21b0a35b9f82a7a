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
    /// <param name="negated">Whether the matrix is negated.</param>
    /// <typeparam name="TLane">The register whose numbers the packed ones are.</typeparam>
    public static void Pack<TLane>(double* matrix, int rows, int columns, Numbers<TLane> packed, bool negated = false)
        where TLane : unmanaged, ILane<TLane>
    {
        var sign = negated ? -1.0 : 1.0;
        var next = 0;
        for (var first = 0; first < columns; first += BlockSize)
        {
            for (var row = 0; row < rows; row++)
            {
                for (var column = first; column < first + BlockSize; column++)
                {
                    packed.Set(next++, column < columns ? sign * matrix[(row * columns) + column] : 0);
                }
            }
        }
    }

    /// <summary>Packs the transpose of a matrix.</summary>
    /// <inheritdoc cref="Pack"/>
    public static void PackTransposed<TLane>(double* matrix, int rows, int columns, Numbers<TLane> packed, bool negated = false)
        where TLane : unmanaged, ILane<TLane>
    {
        var sign = negated ? -1.0 : 1.0;
        var next = 0;
        for (var first = 0; first < rows; first += BlockSize)
        {
            for (var column = 0; column < columns; column++)
            {
                for (var row = first; row < first + BlockSize; row++)
                {
                    packed.Set(next++, row < rows ? sign * matrix[(row * columns) + column] : 0);
                }
            }
        }
    }

    /// <summary>Packs a matrix whose columns are all the same.</summary>
    /// <param name="column">The column.</param>
    /// <param name="length">Its length.</param>
    /// <param name="copies">The count of columns.</param>
    /// <param name="packed">Receives <see cref="Length"/> numbers.</param>
    /// <param name="negated">Whether the matrix is negated.</param>
    public static void PackCopies<TLane>(double* column, int length, int copies, Numbers<TLane> packed, bool negated = false)
        where TLane : unmanaged, ILane<TLane>
    {
        var sign = negated ? -1.0 : 1.0;
        var next = 0;
        for (var first = 0; first < copies; first += BlockSize)
        {
            for (var row = 0; row < length; row++)
            {
                for (var copy = 0; copy < BlockSize; copy++)
                {
                    packed.Set(next++, sign * column[row]);
                }
            }
        }
    }

    /// <summary>Copies a vector.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="length">Its length.</param>
    /// <param name="copy">Receives it.</param>
    /// <typeparam name="TLane">The register whose numbers the copy's are.</typeparam>
    public static void Copy<TLane>(double* vector, int length, Numbers<TLane> copy)
        where TLane : unmanaged, ILane<TLane>
    {
        for (var i = 0; i < length; i++)
        {
            copy.Set(i, vector[i]);
        }
    }
}
