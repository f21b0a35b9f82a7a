using System.CommandLine;
using System.Globalization;
using System.Text;
using RnnGen.Data;
using RnnGen.Data.Sources;
using Spectre.Console;

namespace RnnGen.CommandLine;

/// <summary><c>alphabet FILE</c>: proposes the alphabet of a text, as a line for a spec.</summary>
internal static class AlphabetCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "A text in UTF-8." };
        var command = new Command("alphabet", "Proposes the alphabet of a text, to be pasted into a spec.") { file };
        command.SetAction(parsed => Write(parsed.GetRequiredValue(file), AnsiConsole.Console));
        return command;
    }

    private static int Write(FileInfo file, IAnsiConsole console)
    {
        try
        {
            var text = TextSource.Read(file.FullName);
            Check(text, file.FullName);
            var alphabet = Alphabet.Of(text);
            console.Plain(string.Create(
                CultureInfo.InvariantCulture,
                $"# {text.Length} characters of {alphabet.Symbols.Length} kinds: the model's input_size and output.size."));
            console.Plain($"alphabet: {alphabet}");
            return ExitCode.Success;
        }
        catch (InvalidDataException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return ExitCode.RunFailed;
        }
    }

    // What a spec refuses is not proposed.
    private static void Check(string text, string path)
    {
        if (text.Length == 0)
        {
            throw new InvalidDataException($"{path} has no characters: expected a text.");
        }

        var place = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        if (place >= 0)
        {
            var line = 1 + text.AsSpan(0, place).Count('\n');
            var column = place - text.AsSpan(0, place).LastIndexOf('\n');
            var character = Rune.GetRuneAt(text, place);
            throw new InvalidDataException(
                $"{path}, line {line}, column {column}: the character '{character}' (U+{character.Value:X}) is two in UTF-16, "
                + "and an alphabet has none of these.");
        }
    }
}
