using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Specs;

/// <summary>
/// Reads the arguments of a class of the project, <c>{ length: 100, two_marks: true }</c>; which of them its
/// constructor takes, the C# compiler knows.
/// </summary>
internal static class ConstructorArguments
{
    private static readonly Regex Name = new(@"^[a-z][a-z0-9]*(_[a-z][a-z0-9]*)*\z", RegexOptions.CultureInvariant);

    // Nothing, YAML's other words for true, false, null and numbers that are none, and numbers that C# would not read.
    private static readonly Regex LooksLikeNumberOrFlag = new(
        @"^(|~|null|true|false|yes|no|on|off|[-+]?\.(inf|nan)|[-+]?\.?[0-9][0-9a-z_.+-]*)\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    public static EquatableArray<ArgumentSpec> Read(MappingReader arguments, SpecReader reader) =>
        arguments.Entries.Select(entry => Read(entry.Key.Value, arguments, reader)).ToEquatableArray();

    private static ArgumentSpec Read(string name, MappingReader arguments, SpecReader reader)
    {
        var node = arguments.Node(name)!;
        if (!Name.IsMatch(name) || SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None)
        {
            reader.Report(
                arguments.PathOfKey(name),
                Rules.InvalidName,
                name,
                "an argument is lower-case words joined by _ and no keyword of C#, 'two_marks' for the constructor's 'twoMarks'");
        }

        switch (node)
        {
            case YamlScalar { IsPlain: true, Value: "true" or "false" } flag:
                return new ArgumentSpec(name, ArgumentKind.Flag, flag.Value);
            case YamlScalar { IsPlain: true } scalar when NumberText.Normalize(scalar.Value) is { } number:
                // A whole number may be a parameter of any type of numbers.
                var isWhole = number.All(character => character is '-' or (>= '0' and <= '9'));
                return new ArgumentSpec(name, isWhole ? ArgumentKind.Integer : ArgumentKind.Number, number);
            case YamlScalar scalar when !scalar.IsPlain || !LooksLikeNumberOrFlag.IsMatch(scalar.Value):
                return new ArgumentSpec(name, ArgumentKind.Text, scalar.Value);
            default:
                reader.Report(
                    arguments.PathOf(name),
                    Rules.WrongType,
                    arguments.PathOf(name),
                    "a number, true, false or a text, in quotes where it could be taken for one of them",
                    node is YamlScalar { Value.Length: > 0 } found ? $"'{found.Value}'" : node.Kind);
                return new ArgumentSpec(name, ArgumentKind.Text, "");
        }
    }
}
