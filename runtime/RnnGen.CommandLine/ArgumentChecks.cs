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

    /// <summary>Refuses arguments and options of the parent before a subcommand, which takes no notice of them.</summary>
    public static void RefuseBefore(this Command subcommand, Command parent) => subcommand.Validators.Add(result =>
    {
        var arguments = parent.Arguments.SelectMany(argument => result.GetResult(argument)?.Tokens ?? []).Select(token => token.Value);
        var options = parent.Options.Where(option => result.GetResult(option) is { Implicit: false }).Select(option => option.Name);
        foreach (var before in arguments.Concat(options))
        {
            result.AddError($"'{before}' stands before the command '{subcommand.Name}': expected the command first.");
        }
    });
}
