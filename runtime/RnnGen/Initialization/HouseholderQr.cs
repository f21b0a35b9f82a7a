namespace RnnGen.Initialization;

/// <summary>
/// The QR decomposition by Householder reflections in a fixed order: Golub and Van Loan, Matrix Computations, algorithm 5.2.1.
/// </summary>
internal static class HouseholderQr
{
    /// <summary>The factor Q of <c>A = Q R</c> with orthonormal columns, such that the diagonal of R is not negative.</summary>
    /// <param name="a">[rows, columns], not more columns than rows; it is overwritten.</param>
    public static double[,] OrthogonalFactor(double[,] a)
    {
        var (rows, columns) = (a.GetLength(0), a.GetLength(1));
        var reflections = new double[columns][];
        var signs = new double[columns];
        for (var k = 0; k < columns; k++)
        {
            reflections[k] = Reflection(a, k, out signs[k]);
            for (var j = k; j < columns; j++)
            {
                Reflect(reflections[k], a, k, j);
            }
        }

        var q = new double[rows, columns];
        for (var j = 0; j < columns; j++)
        {
            q[j, j] = signs[j];
            for (var k = columns - 1; k >= 0; k--)
            {
                Reflect(reflections[k], q, k, j);
            }
        }

        return q;
    }

    // The unit vector v for which (1 - 2 v v') turns column k, from its diagonal on, into a multiple of the first unit vector; the sign of that multiple.
    private static double[] Reflection(double[,] a, int k, out double sign)
    {
        var vector = new double[a.GetLength(0) - k];
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = a[k + i, k];
        }

        // Away from the diagonal's sign, so that nothing cancels.
        sign = vector[0] > 0 ? -1 : 1;
        vector[0] -= sign * Norm(vector);
        var norm = Norm(vector);
        if (norm > 0)
        {
            foreach (ref var value in vector.AsSpan())
            {
                value /= norm;
            }
        }

        return vector;
    }

    private static void Reflect(double[] vector, double[,] matrix, int firstRow, int column)
    {
        var product = 0.0;
        for (var i = 0; i < vector.Length; i++)
        {
            product += vector[i] * matrix[firstRow + i, column];
        }

        for (var i = 0; i < vector.Length; i++)
        {
            matrix[firstRow + i, column] -= 2 * product * vector[i];
        }
    }

    private static double Norm(double[] vector)
    {
        var sum = 0.0;
        foreach (var value in vector)
        {
            sum += value * value;
        }

        return Math.Sqrt(sum);
    }
}
