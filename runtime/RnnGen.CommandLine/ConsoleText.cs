using System.Globalization;
using Spectre.Console;

namespace RnnGen.CommandLine;

/// <summary>What is written to the console so that a program may read it, too.</summary>
internal static class ConsoleText
{
    // Wider than any table.
    private const int Unwrapped = 10_000;

    private const double LargestWithDecimals = 1e6;

    /// <summary>A number with four decimals, or where these are more digits than one reads, with an exponent.</summary>
    public static string FourDecimals(double value) =>
        value.ToString(Math.Abs(value) < LargestWithDecimals ? "0.0000" : "G6", CultureInfo.InvariantCulture);

    /// <summary>Writes a line as it is, neither styled nor wrapped.</summary>
    public static void Plain(this IAnsiConsole console, string line) => console.Profile.Out.Writer.WriteLine(line);

    /// <summary>Writes a table, of which redirected nothing is wrapped: there is no terminal whose width counts.</summary>
    public static void Table(this IAnsiConsole console, Table table)
    {
        console.Profile.Width = Math.Max(console.Profile.Width, Console.IsOutputRedirected ? Unwrapped : 0);
        console.Write(table);
    }
}
