using Spectre.Console;

namespace RnnGen.CommandLine;

/// <summary>What is written to the console so that a program may read it, too.</summary>
internal static class ConsoleText
{
    /// <summary>Writes a line as it is, neither styled nor wrapped.</summary>
    public static void Plain(this IAnsiConsole console, string line) => console.Profile.Out.Writer.WriteLine(line);

    /// <summary>Writes a table, of which redirected nothing is wrapped: there is no terminal whose width counts.</summary>
    public static void Table(this IAnsiConsole console, Table table)
    {
        console.Profile.Width = Math.Max(console.Profile.Width, Console.IsOutputRedirected ? 200 : 0);
        console.Write(table);
    }
}
