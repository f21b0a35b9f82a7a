using System.Globalization;
using RnnGen.Numerics;
using Xunit;

namespace RnnGen.Tests.Numerics;

/// <summary>The inverse error function agrees with values of 200 bits, which record_erfinv.py recorded.</summary>
public class InverseErrorFunctionTests
{
    /// <summary>A little above the largest error ever found, which is in the doc comment.</summary>
    private const double Bound = 2.2;

    [Fact]
    public void Errors_are_within_the_bound()
    {
        var records = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Numerics", "erfinv.csv")).Skip(1).Select(line => line.Split(',').Select(Number).ToArray()).ToArray();
        Assert.True(records.Length > 1000);
        Assert.All(records, record =>
        {
            var (x, high, low) = (record[0], record[1], record[2]);
            var ulp = Math.BitIncrement(Math.Abs(high)) - Math.Abs(high);
            var error = Math.Abs((InverseErrorFunction.ErfInv(x) - high) - low) / ulp;
            Assert.True(error <= Bound, $"erfinv({x:R}) is {error:0.000} ULP off.");
        });
    }

    [Fact]
    public void Special_values()
    {
        Assert.Equal(double.PositiveInfinity, InverseErrorFunction.ErfInv(1));
        Assert.Equal(double.NegativeInfinity, InverseErrorFunction.ErfInv(-1));
        Assert.True(double.IsPositive(InverseErrorFunction.ErfInv(0.0)) && InverseErrorFunction.ErfInv(0.0) == 0);
        Assert.True(double.IsNegative(InverseErrorFunction.ErfInv(-0.0)));
        Assert.All([1.1, -1.1, double.NaN, double.PositiveInfinity], x => Assert.True(double.IsNaN(InverseErrorFunction.ErfInv(x))));
    }

    [Fact]
    public void It_is_odd_and_undone_by_the_error_function()
    {
        for (var x = 0.0; x < 0.999; x += 0.001)
        {
            Assert.Equal(-InverseErrorFunction.ErfInv(x), InverseErrorFunction.ErfInv(-x));
            Assert.Equal(x, Elementary.Erf(InverseErrorFunction.ErfInv(x)), 1e-15);
        }
    }

    private static double Number(string hex) => BitConverter.Int64BitsToDouble(long.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
