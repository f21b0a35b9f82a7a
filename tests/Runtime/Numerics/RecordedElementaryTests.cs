using System.Globalization;
using RnnGen.Numerics;
using Xunit;

namespace RnnGen.Tests.Numerics;

/// <summary>The functions agree with values of 200 bits, which record_elementary.py recorded, and have the same bits at every register width.</summary>
public class RecordedElementaryTests
{
    private static readonly ILookup<BlockFunction, (double X, double High, double Low)> Records = File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "Numerics", "elementary.csv"))
        .Skip(1)
        .Select(line => line.Split(','))
        .ToLookup(fields => Enum.Parse<BlockFunction>(fields[0]), fields => (Number(fields[1]), Number(fields[2]), Number(fields[3])));

    [Theory]
    [InlineData(BlockFunction.Exp, 0.81)]
    [InlineData(BlockFunction.Expm1, 1.41)]
    [InlineData(BlockFunction.Log, 0.53)]
    [InlineData(BlockFunction.Softplus, 1.76)]
    [InlineData(BlockFunction.Sin, 0.8)]
    [InlineData(BlockFunction.Cos, 0.8)]
    [InlineData(BlockFunction.Erf, 1.5)]
    public void Errors_are_within_their_bounds(BlockFunction function, double bound)
    {
        Assert.True(Records[function].Count() > 300);
        Assert.All(Records[function], record =>
        {
            var ulp = Math.BitIncrement(Math.Abs(record.High)) - Math.Abs(record.High);
            var error = Math.Abs((function.ComputeOne(record.X) - record.High) - record.Low) / ulp;

            // What is subnormal is rounded once more.
            Assert.True(error <= (Math.Abs(record.High) < 2.3e-308 ? Math.Max(bound, 1.01) : bound), $"{function}({record.X:R}) is {error:0.000} ULP off.");
        });
    }

    [Theory]
    [InlineData(BlockFunction.Exp)]
    [InlineData(BlockFunction.Expm1)]
    [InlineData(BlockFunction.Log)]
    [InlineData(BlockFunction.Softplus)]
    [InlineData(BlockFunction.Sin)]
    [InlineData(BlockFunction.Cos)]
    [InlineData(BlockFunction.Erf)]
    public void Every_width_has_the_same_bits(BlockFunction function)
    {
        var arguments = Records[function].Select(record => record.X).Concat(Numbers.Special).ToArray();
        arguments = [.. arguments, .. Enumerable.Repeat(1.0, (8 - (arguments.Length % 8)) % 8)];
        var expected = arguments.Select(x => BitConverter.DoubleToInt64Bits(function.ComputeOne(x)));

        Assert.All(BlockFunctions.AllWidths, width => Assert.Equal(expected, function.Compute(arguments, width).Select(BitConverter.DoubleToInt64Bits)));
    }

    [Fact]
    public void The_logarithm_of_lanes_is_that_of_numbers() =>
        Assert.All(Records[BlockFunction.Log].Select(record => record.X).Concat(Numbers.Special), x =>
            Assert.Equal(BitConverter.DoubleToInt64Bits(Logarithm.Log(x)), BitConverter.DoubleToInt64Bits(Elementary.Log(x))));

    [Theory]
    [InlineData(BlockFunction.Exp, 0.0, 1.0)]
    [InlineData(BlockFunction.Exp, double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(BlockFunction.Exp, double.NegativeInfinity, 0.0)]
    [InlineData(BlockFunction.Exp, 709.782712893384, 1.7976931348622732e308)]
    [InlineData(BlockFunction.Exp, 709.7827128933841, double.PositiveInfinity)]
    [InlineData(BlockFunction.Exp, -745.1332191019411, double.Epsilon)]
    [InlineData(BlockFunction.Exp, -745.1332191019412, 0.0)]
    [InlineData(BlockFunction.Expm1, -0.0, -0.0)]
    [InlineData(BlockFunction.Expm1, double.Epsilon, double.Epsilon)]
    [InlineData(BlockFunction.Expm1, 1e-17, 1e-17)]
    [InlineData(BlockFunction.Expm1, double.NegativeInfinity, -1.0)]
    [InlineData(BlockFunction.Expm1, double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(BlockFunction.Softplus, 0.0, 0.6931471805599453)]
    [InlineData(BlockFunction.Softplus, 1e300, 1e300)]
    [InlineData(BlockFunction.Softplus, double.NegativeInfinity, 0.0)]
    [InlineData(BlockFunction.Softplus, double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(BlockFunction.Sin, -0.0, -0.0)]
    [InlineData(BlockFunction.Sin, double.Epsilon, double.Epsilon)]
    [InlineData(BlockFunction.Sin, 1048576.0, double.NaN)]
    [InlineData(BlockFunction.Sin, double.PositiveInfinity, double.NaN)]
    [InlineData(BlockFunction.Cos, 0.0, 1.0)]
    [InlineData(BlockFunction.Cos, -1048576.0, double.NaN)]
    [InlineData(BlockFunction.Erf, -0.0, -0.0)]
    [InlineData(BlockFunction.Erf, 6.0, 1.0)]
    [InlineData(BlockFunction.Erf, double.NegativeInfinity, -1.0)]
    public void Special_values(BlockFunction function, double x, double expected) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(function.ComputeOne(x)));

    [Fact]
    public void What_is_not_a_number_gives_the_one_NaN() =>
        Assert.All(Enum.GetValues<BlockFunction>(), function => Assert.All(new[] { double.NaN, -double.NaN }, x =>
            Assert.Equal(BitConverter.DoubleToInt64Bits(double.NaN), BitConverter.DoubleToInt64Bits(function.ComputeOne(x)))));

    [Fact]
    public void Odd_and_even_functions_are_so_to_the_bit() => Assert.All(Records[BlockFunction.Sin].Select(record => record.X), x =>
    {
        Assert.Equal(-Elementary.Sin(x), Elementary.Sin(-x));
        Assert.Equal(Elementary.Cos(x), Elementary.Cos(-x));
        Assert.Equal(-Elementary.Erf(x), Elementary.Erf(-x));
    });

    private static double Number(string bits) => BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
