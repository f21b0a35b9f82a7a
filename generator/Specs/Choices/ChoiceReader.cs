using System.Globalization;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Specs;

/// <summary>Reads a choice with its arguments by the table of its family.</summary>
internal static class ChoiceReader
{
    private const int MaximalInteger = 1_000_000_000;

    /// <summary>Reads a choice; what is wrong is reported, and the family's first choice stands in.</summary>
    public static ChoiceSpec Read(MappingReader mapping, ChoiceFamily family, SpecReader reader)
    {
        var name = mapping.Choice("name", family.What, family.Expected, [.. family.Choices.Select(choice => choice.Name)]);
        var choice = family.Choices.First(choice => choice.Name == name);
        if (!mapping.Has("name", name))
        {
            // Which arguments it takes is not known either.
            return new ChoiceSpec(choice.Name, choice.Type, EquatableArray<ArgumentSpec>.Empty);
        }

        var arguments = choice.Arguments
            .Select(argument => Read(mapping, argument, reader))
            .Where(argument => argument is not null)
            .Select(argument => argument!)
            .ToEquatableArray();
        if (choice.Check(arguments.ToDictionary(argument => argument.Name, argument => argument.Text)) is var (wrong, expected)
            && choice.Arguments.All(argument => argument.Default is not null || mapping.Has(argument.Name)))
        {
            var path = mapping.Has(wrong) ? mapping.PathOf(wrong) : mapping.PathOf("name");
            reader.Report(path, Rules.OutOfRange, mapping.PathOf(wrong), expected, arguments.First(argument => argument.Name == wrong).Text);
        }

        mapping.Finish();
        return new ChoiceSpec(choice.Name, choice.Type, arguments);
    }

    /// <summary>Reads the choice of a key that may be missing.</summary>
    public static ChoiceSpec? ReadOptional(MappingReader mapping, string key, string expected, ChoiceFamily family, SpecReader reader) =>
        mapping.HasOptional(key) ? Read(mapping.Mapping(key, expected), family, reader) : null;

    private static ArgumentSpec? Read(MappingReader mapping, Argument argument, SpecReader reader)
    {
        if (argument.IsOptional && !mapping.HasOptional(argument.Name))
        {
            return null;
        }

        var expected = argument.Default is null ? argument.Expected : null;
        return argument switch
        {
            NumberArgument number => new(argument.Name, ArgumentKind.Number, mapping.Number(argument.Name, expected, Fallback("0"), number.Range)),
            NumbersArgument => new(argument.Name, ArgumentKind.Numbers, string.Join(
                ", ", mapping.Items(argument.Name, argument.Expected).Select(item => mapping.ItemNumber(item.Node, item.Path)))),
            IntegerArgument integer => new(argument.Name, ArgumentKind.Integer, Text(mapping.Integer(
                argument.Name, expected, integer.Minimum, MaximalInteger, int.Parse(Fallback("1"), CultureInfo.InvariantCulture)))),
            FlagArgument => new(argument.Name, ArgumentKind.Flag, mapping.Flag(argument.Name, Fallback("false") == "true") ? "true" : "false"),
            WordArgument word => Word(word),
            TextArgument text => new(argument.Name, ArgumentKind.Text, TextOf(text => text.Length > 0), IsPath: text.IsPath),
            RangeArgument => new(argument.Name, ArgumentKind.Text, TextOf(text => NumberedRange.LengthOf(text) is not null)),
            ChoiceArgument choice => new(argument.Name, ArgumentKind.Choice, "", Choice: Read(
                mapping.Mapping(argument.Name, argument.Expected), choice.Family(), reader)),
            _ => throw new InvalidOperationException(argument.GetType().Name),
        };

        string Fallback(string otherwise) => string.IsNullOrEmpty(argument.Default) ? otherwise : argument.Default!;

        string TextOf(Func<string, bool> holds)
        {
            var text = mapping.Text(argument.Name, expected);
            if (mapping.Node(argument.Name) is YamlScalar scalar && !holds(text))
            {
                reader.Report(mapping.PathOf(argument.Name), Rules.WrongType, mapping.PathOf(argument.Name), argument.Expected, scalar.Kind);
            }

            return text;
        }

        ArgumentSpec Word(WordArgument word)
        {
            var text = mapping.Choice(word.Name, word.Name, expected, [.. word.Words.Select(pair => pair.Word)], word.Default);
            return new ArgumentSpec(word.Name, ArgumentKind.Word, text, word.Words.First(pair => pair.Word == text).Code);
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
