using Spectre.Console;

namespace RnnGen.CommandLine;

/// <summary>Lines that a program may read too: written as they are, neither styled nor wrapped.</summary>
internal static class ConsoleText
{
    public static void Plain(this IAnsiConsole console, string line) => console.Profile.Out.Writer.WriteLine(line);
}
