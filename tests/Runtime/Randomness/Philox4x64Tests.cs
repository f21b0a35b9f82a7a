using RnnGen.Randomness;
using Xunit;

namespace RnnGen.Tests;

/// <summary>The function agrees with the known answers that its authors publish with Random123 (kat_vectors).</summary>
public class Philox4x64Tests
{
    [Fact]
    public void Known_answers()
    {
        const ulong ones = ulong.MaxValue;

        Assert.Equal((0x16554d9eca36314cUL, 0xdb20fe9d672d0fdcUL, 0xd7e772cee186176bUL, 0x7e68b68aec7ba23bUL), Philox4x64.Block((0, 0, 0, 0), (0, 0)));
        Assert.Equal((0x87b092c3013fe90bUL, 0x438c3c67be8d0224UL, 0x9cc7d7c69cd777b6UL, 0xa09caebf594f0ba0UL), Philox4x64.Block((ones, ones, ones, ones), (ones, ones)));
    }

    [Fact]
    public void A_uniform_number_is_below_one()
    {
        Assert.Equal(0, Philox4x64.ToUniform(0));
        Assert.Equal(1 - (1.0 / (1L << 53)), Philox4x64.ToUniform(ulong.MaxValue));
    }
}
