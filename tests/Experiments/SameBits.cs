namespace RnnGen.SpecTests;

/// <summary>Numbers that agree to the last bit.</summary>
internal static class SameBits
{
    public static void Assert(IReadOnlyList<double> expected, IReadOnlyList<double> actual) =>
        Xunit.Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), actual.Select(BitConverter.DoubleToInt64Bits));
}
