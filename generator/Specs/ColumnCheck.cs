using System.Globalization;
using RnnGen.Generator.Diagnostics;

namespace RnnGen.Generator.Specs;

/// <summary>
/// Compares the columns that a spec takes from a CSV file without a header with the model. With a header the file alone
/// knows them: a column may be called anything, even 3.
/// </summary>
internal static class ColumnCheck
{
    public static void Run(ChoiceSpec source, ModelSpec model, string path, SpecReader reader)
    {
        if (Text("header") != "false")
        {
            return;
        }

        if (source.Name == "series")
        {
            Count("columns");
            return;
        }

        var steps = long.Parse(Text("steps")!, CultureInfo.InvariantCulture);
        Compare("inputs", "inputs", steps * model.InputSize, FormattableString.Invariant($"{steps} steps of model.input_size {model.InputSize} take"));
        var (what, width, ofStep) = Text("classes") is null
            ? ("targets", model.Output.Size, FormattableString.Invariant($"model.output.size {model.Output.Size}"))
            : ("classes", 1, "a class");
        if (model.Output.IsEveryStep)
        {
            Compare("target", what, steps * width, FormattableString.Invariant($"{steps} steps of {ofStep} take"));
        }
        else
        {
            Compare("target", what, width, $"{ofStep} takes");
        }

        void Compare(string key, string what, long expected, string why)
        {
            if (Count(key) is { } count && count != expected)
            {
                reader.Report($"{path}.{key}", Rules.BadRow, FormattableString.Invariant($"there are {count} columns of {what}, but {why} {expected}"));
            }
        }

        // How many columns a key names, or null where it names none.
        long? Count(string key)
        {
            var count = NumberedRange.LengthOf(Text(key)!);
            if (count is null)
            {
                reader.Report(
                    $"{path}.{key}",
                    Rules.WrongType,
                    $"{path}.{key}",
                    "columns counted from 1 such as 1..64, since no header names them",
                    $"'{Text(key)}'");
            }

            return count;
        }

        string? Text(string name) => source.Arguments.FirstOrDefault(argument => argument.Name == name)?.Text;
    }
}
