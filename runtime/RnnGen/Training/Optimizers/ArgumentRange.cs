using System.Runtime.CompilerServices;

namespace RnnGen.Training;

/// <summary>Lets an argument through, or throws an <see cref="ArgumentOutOfRangeException"/> that says what it has to be.</summary>
internal static class ArgumentRange
{
    public static double Finite(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        double.IsFinite(value) ? value : throw Outside(name, value, "finite");

    public static double NotNegative(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        double.IsFinite(value) && value >= 0 ? value : throw Outside(name, value, "finite and not negative");

    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        double.IsFinite(value) && value > 0 ? value : throw Outside(name, value, "finite and greater than 0");

    public static double PositiveOrInfinite(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value > 0 ? value : throw Outside(name, value, "greater than 0");

    public static double FromZeroToBelowOne(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value is >= 0 and < 1 ? value : throw Outside(name, value, "at least 0 and less than 1");

    public static double FromZeroToOne(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value is >= 0 and <= 1 ? value : throw Outside(name, value, "at least 0 and at most 1");

    public static double FromAboveZeroToOne(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value is > 0 and <= 1 ? value : throw Outside(name, value, "greater than 0 and at most 1");

    public static int NotNegative(int value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value >= 0 ? value : throw Outside(name, value, "not negative");

    public static int Positive(int value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value > 0 ? value : throw Outside(name, value, "at least 1");

    private static ArgumentOutOfRangeException Outside(string? name, object value, string expected) =>
        new(name, value, $"It has to be {expected}.");
}
