using RnnGen.Checking;
using RnnGen.CommandLine;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>The check of a gradient from the command line: how much of a network it looks at, how far it is, and that it can be stopped.</summary>
[Collection("Console")]
public class GradientReportTests
{
    private static readonly Experiment Seed = SpecCases.Get("count-letter-a");

    [Fact]
    public void A_small_network_is_checked_as_a_whole()
    {
        var (code, output, _) = CapturedProgram.Run([Seed], Seed.Name, "--check-gradient");

        Assert.Equal(ExitCode.Success, code);
        Assert.StartsWith("count-letter-a: 1200 derivatives in 100 random draws of 100 sequences against central differences, eps 0.0001.\n0 outside np.allclose", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_large_network_it_is_said_how_much_is_checked()
    {
        var words = SpecCases.Get("words");
        var (code, output, _) = CapturedProgram.Run([words], words.Name, "--check-gradient");

        Assert.Equal(ExitCode.Success, code);
        Assert.Matches(
            @"^words: \d+ derivatives in 2 random draws of 8 sequences against .*\nThe network is large: 2 draws instead of 100, 8 sequences a draw instead of 100, and in each draw one in \d+ of its 6747 parameters, other ones in each\.\n0 outside",
            output);
    }

    [Fact]
    public void The_progress_is_told_in_hundredths()
    {
        var told = new Told();
        GradientCheck.Run(Seed, draws: 20, progress: told);

        Assert.Equal(Enumerable.Range(1, 99).Select(hundredth => hundredth / 100.0), told.Shares);
    }

    [Fact]
    public void It_stops_between_two_weights()
    {
        using var source = new CancellationTokenSource();
        var told = new Told { Then = source.Cancel };

        Assert.Throws<OperationCanceledException>(() => GradientCheck.Run(Seed, progress: told, cancellation: source.Token));
        Assert.Single(told.Shares);
    }

    private sealed class Told : IProgress<double>
    {
        public List<double> Shares { get; } = [];

        public Action Then { get; init; } = () => { };

        public void Report(double value)
        {
            Shares.Add(value);
            Then();
        }
    }
}
