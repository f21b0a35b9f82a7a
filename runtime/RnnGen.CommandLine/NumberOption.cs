using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace RnnGen.CommandLine;

/// <summary>
/// Options that are numbers, with a point before the decimals whatever the user's culture is: the parser by itself takes
/// 0.5 for 5 where that writes 0,5.
/// </summary>
internal static class NumberOption
{
    /// <summary>Reads numbers as specs have them.</summary>
    /// <param name="option">The option.</param>
    /// <param name="error">What is wrong with a number, or null.</param>
    public static Option<T> Invariant<T>(this Option<T> option, Func<T, string?>? error = null)
        where T : struct, INumber<T>
    {
        option.CustomParser = result => Read(result, option.Name, error);
        return option;
    }

    /// <summary>The same for an option without a default.</summary>
    public static Option<T?> Invariant<T>(this Option<T?> option, Func<T, string?>? error = null)
        where T : struct, INumber<T>
    {
        option.CustomParser = result => Read(result, option.Name, error);
        return option;
    }

    private static T Read<T>(ArgumentResult result, string name, Func<T, string?>? error)
        where T : struct, INumber<T>
    {
        // No commas between thousands either, which 0,5 could be meant by.
        var text = result.Tokens[0].Value;
        if (!T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !T.IsFinite(value))
        {
            result.AddError($"Cannot parse argument '{text}' for option '{name}': expected {Kind(typeof(T))}.");
        }
        else if (error?.Invoke(value) is { } message)
        {
            result.AddError(message);
        }

        return value;
    }

    private static string Kind(Type type) =>
        type == typeof(double) ? "a number such as 0.5"
        : type == typeof(uint) ? $"a whole number from 0 to {uint.MaxValue}"
        : $"a whole number up to {int.MaxValue}";
}
