using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace RnnGen.CommandLine;

/// <summary>What arguments must be beside what their types say.</summary>
internal static class ArgumentChecks
{
    /// <summary>Refuses numbers that are not positive. What is no number at all is refused by the parser.</summary>
    public static void RequirePositive<T>(this Option option, string message)
        where T : struct, INumber<T> => option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => T.TryParse(token.Value, CultureInfo.InvariantCulture, out var value) && !(value > T.Zero)))
            {
                result.AddError(message);
            }
        });

    /// <summary>Refuses what looks like an option: the parser takes an option that it does not know for an argument.</summary>
    public static void RefuseOptions(this Argument argument) => argument.Validators.Add(result =>
    {
        foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
        {
            result.AddError($"There is no option '{token.Value}'.");
        }
    });
}
