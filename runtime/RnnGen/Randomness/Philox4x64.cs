namespace RnnGen.Randomness;

/// <summary>
/// Philox4x64-10, J. K. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011: a function from a counter and a key to random bits. There
/// is no state, so the numbers for one thing do not depend on what else is drawn, nor on the order.
/// </summary>
public static class Philox4x64
{
    private const ulong Multiplier0 = 0xD2E7470EE14C6C93;
    private const ulong Multiplier1 = 0xCA5A826395121157;
    private const ulong Weyl0 = 0x9E3779B97F4A7C15;
    private const ulong Weyl1 = 0xBB67AE8584CAA73B;
    private const int Rounds = 10;

    /// <summary>The four words of a counter and a key.</summary>
    public static (ulong Word0, ulong Word1, ulong Word2, ulong Word3) Block(
        (ulong Word0, ulong Word1, ulong Word2, ulong Word3) counter, (ulong Word0, ulong Word1) key)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var high0 = Math.BigMul(Multiplier0, counter.Word0, out var low0);
            var high1 = Math.BigMul(Multiplier1, counter.Word2, out var low1);
            counter = (high1 ^ counter.Word1 ^ key.Word0, low1, high0 ^ counter.Word3 ^ key.Word1, low0);
            key = (key.Word0 + Weyl0, key.Word1 + Weyl1);
        }

        return counter;
    }

    /// <summary>A word as a number from 0 to below 1, a multiple of 2^-53.</summary>
    public static double ToUniform(ulong word) => (word >> 11) * (1.0 / (1L << 53));
}
