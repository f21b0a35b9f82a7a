using RnnGen.Recording;
using Xunit;

namespace RnnGen.Tests.Recording;

public class BitHashTests
{
    /// <summary>The canonical NaN, what x64 processors compute for <c>0.0 / 0.0</c>, a signalling one, and one with a payload.</summary>
    public static TheoryData<ulong> NaNs => [0x7FF8_0000_0000_0000, 0xFFF8_0000_0000_0000, 0x7FF0_0000_0000_0001, 0x7FF8_0000_0000_1234];

    [Theory]
    [InlineData(new double[0], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(new[] { 1.0 }, "6c3c396ed6b5c36dcae172271f462051b1266b851e92df3deea8ac65478fd712")]
    [InlineData(new[] { 0.0 }, "af5570f5a1810b7af78caf4bc70a660f0df51e42baf91d4de5b2328de0e83dfc")]
    [InlineData(new[] { -0.0 }, "e6ad6c9a3a3b7658c35bacf6553fcb8ffe34387534a648fe18f875b8f7a86ddb")]
    public void Is_the_SHA_256_of_the_bytes_that_Python_packs(double[] values, string expected) =>
        Assert.Equal(expected, BitHash.Of(values));

    [Fact]
    public void Hashes_more_numbers_than_fit_into_its_buffer()
    {
        double[] values = [.. Enumerable.Range(0, 1000).Select(i => (double)i)];

        // hashlib.sha256(np.arange(1000.0).tobytes()).hexdigest()
        Assert.Equal("9157058038a1c22be0bcbbd5f835bf299e8598e2e5239a4847be42a27516847a", BitHash.Of(values));
    }

    [Theory]
    [MemberData(nameof(NaNs))]
    public void Every_NaN_is_the_same(ulong bits)
    {
        double[] values = [BitConverter.UInt64BitsToDouble(bits)];
        Assert.Equal("74999fd28ab18ccca2bee199f260d19764603a3c78353d773d16d215eebe8e19", BitHash.Of(values));
    }

    [Fact]
    public void One_last_bit_makes_another_hash() =>
        Assert.NotEqual(BitHash.Of([0.1, 0.2]), BitHash.Of([0.1, Math.BitIncrement(0.2)]));

    [Fact]
    public void The_order_counts() => Assert.NotEqual(BitHash.Of([0.1, 0.2]), BitHash.Of([0.2, 0.1]));

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(64)]
    public void A_prefix_is_the_start_of_the_hash(int digits) =>
        Assert.Equal("6c3c396ed6b5c36dcae172271f462051b1266b851e92df3deea8ac65478fd712"[..digits], BitHash.Prefix([1.0], digits));

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public void A_prefix_has_one_to_64_digits(int digits) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BitHash.Prefix([1.0], digits));
}
