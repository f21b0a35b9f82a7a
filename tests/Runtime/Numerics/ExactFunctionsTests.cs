using System.Globalization;
using System.Numerics;
using Xunit;

namespace RnnGen.Tests.Numerics;

/// <summary>The reference itself, checked against other people's digits.</summary>
public class ExactFunctionsTests
{
    [Fact]
    public void Tanh_of_1_has_the_digits_of_OEIS_A073744() =>
        Assert.Equal("76159415595576488811945828260479359041276859725793", Digits(ExactFunctions.Tanh(1.0)));

    [Fact]
    public void Sigmoid_of_1_has_the_digits_that_mpmath_prints() =>
        Assert.Equal("73105857863000487925115924182183627436514464016505", Digits(ExactFunctions.Sigmoid(1.0)));

    [Fact]
    public void Sigmoid_of_minus_1_has_the_digits_that_mpmath_prints() =>
        Assert.Equal("26894142136999512074884075817816372563485535983494", Digits(ExactFunctions.Sigmoid(-1.0)));

    [Theory]
    [InlineData(1.0, 0.5)]
    [InlineData(-3.5, 1.0)]
    [InlineData(double.Epsilon, 1.0)]
    [InlineData(double.MaxValue, 1.0)]
    public void A_number_is_off_by_nothing_from_itself_and_by_a_unit_from_the_next(double value, double units)
    {
        var exact = ExactNumber.Of(value);
        Assert.Equal(0.0, exact.ErrorInUlps(value));
        Assert.Equal(units, exact.ErrorInUlps(Math.CopySign(Math.BitDecrement(Math.Abs(value)), value)));
    }

    /// <summary>The first 50 decimals of a number between 1/10 and 1.</summary>
    private static string Digits(ExactNumber number) =>
        ((number.Significand * BigInteger.Pow(10, 50)) >> -number.Exponent).ToString(CultureInfo.InvariantCulture);
}
