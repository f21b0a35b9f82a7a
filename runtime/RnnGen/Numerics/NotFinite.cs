using System.Runtime.Intrinsics;

namespace RnnGen.Numerics;

/// <summary>Looks for NaN and infinities among numbers that nearly always are finite.</summary>
internal static class NotFinite
{
    /// <summary>The index of the first number that is not finite, or -1.</summary>
    public static int FirstIn(ReadOnlySpan<double> numbers)
    {
        var i = 0;
        while (i <= numbers.Length - Vector256<double>.Count
            && Vector256.LessThanOrEqualAll(Vector256.Abs(Vector256.Create(numbers[i..])), Vector256.Create(double.MaxValue)))
        {
            i += Vector256<double>.Count;
        }

        for (; i < numbers.Length; i++)
        {
            if (!double.IsFinite(numbers[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
