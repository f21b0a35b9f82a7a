using RnnGen.Testing;
using Xunit;

namespace RnnGen.CommandLine.Tests;

/// <summary>Arguments that are refused, and the help of subcommands.</summary>
[Collection("Console")]
public class ArgumentTests
{
    private static readonly Experiment Rows = Specs.Load("rows", Specs.Rows);

    [Theory]
    [InlineData("'rows' stands before the command 'show': expected the command first.", "rows", "show", "rows")]
    [InlineData("'rows' stands before the command 'sample': expected the command first.", "rows", "sample", "rows")]
    [InlineData("'rows' stands before the command 'alphabet': expected the command first.", "rows", "alphabet", "none.txt")]
    [InlineData("'--trials' stands before the command 'show': expected the command first.", "--trials", "2", "show", "rows")]
    public void What_stands_before_a_subcommand_is_refused(string message, params string[] arguments)
    {
        var (code, _, error) = CapturedProgram.Run([Rows], arguments);

        Assert.Equal(ExitCode.BadArguments, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subcommand_by_itself_is_run()
    {
        var (code, output, error) = CapturedProgram.Run([Rows], "show", "rows");

        Assert.Equal((ExitCode.Success, ""), (code, error));
        Assert.StartsWith("rows: Hardly trained.\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "--help")]
    [InlineData(false, "sample", "--help")]
    public void The_help_shows_the_experiments_before_options_alone(bool shows, params string[] arguments)
    {
        var (before, output) = (Console.Out, new StringWriter());
        Console.SetOut(output);
        try
        {
            Assert.Equal(ExitCode.Success, CapturedProgram.Run([Rows], arguments).Code);
        }
        finally
        {
            Console.SetOut(before);
        }

        Assert.Equal(shows, output.ToString().Contains("[<experiment>...]", StringComparison.Ordinal));
        Assert.Contains("experiment>", output.ToString(), StringComparison.Ordinal);
    }
}
