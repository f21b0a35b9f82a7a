namespace RnnGen.Training;

/// <summary>Powers from products alone, so that their bits are the same everywhere.</summary>
internal static class Power
{
    /// <summary>
    /// <c>factor^exponent</c> by repeated squaring: some 2 log2(exponent) products. With u = 2^-53 it is not farther off than a product of
    /// all factors in a row, a relative exponent * u.
    /// </summary>
    public static double Of(double factor, int exponent)
    {
        var power = 1.0;
        for (var rest = exponent; rest > 0; rest >>= 1)
        {
            if ((rest & 1) != 0)
            {
                power *= factor;
            }

            factor *= factor;
        }

        return power;
    }
}
