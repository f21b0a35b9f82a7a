using System.CommandLine;

namespace RnnGen.CommandLine;

/// <summary>What arguments must be beside what their types say.</summary>
internal static class ArgumentChecks
{
    /// <summary>Refuses what looks like an option: the parser takes an option that it does not know for an argument.</summary>
    public static void RefuseOptions(this Argument argument) => argument.Validators.Add(result =>
    {
        foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
        {
            result.AddError($"There is no option '{token.Value}'.");
        }
    });
}
