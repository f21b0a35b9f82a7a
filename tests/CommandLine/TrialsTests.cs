using RnnGen.CommandLine.Plotting;
using RnnGen.Testing;
using RnnGen.Training;
using Xunit;

namespace RnnGen.CommandLine.Tests;

/// <summary>Trials: their folder, their seeds and their figure.</summary>
[Collection("Console")]
public sealed class TrialsTests : IDisposable
{
    private readonly WorkingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Names_that_a_file_system_has_no_room_for_are_counted()
    {
        string[] names = [.. "abc".Select(letter => new string(letter, 100))];
        var experiments = CompiledSpecs.Load(names.Select(name => new SpecText($"{name}.yaml", Specs.Rows))).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value).ToArray();

        Assert.Equal(ExitCode.Success, CapturedProgram.Run(experiments, [.. names, "--trials", "1"]).Code);
        Assert.Matches($"^{names[0]}-and-2-more-trials-[0-9-]+$", Assert.Single(_folder.Files("runs")));
    }

    [Fact]
    public void Short_names_are_all_in_the_name_of_the_folder()
    {
        var experiments = CompiledSpecs.Load(new SpecText("one.yaml", Specs.Rows), new SpecText("two.yaml", Specs.Rows)).Values.ToArray();

        Assert.Equal(ExitCode.Success, CapturedProgram.Run(experiments, "one", "two", "--trials", "1").Code);
        Assert.Matches("^one-and-two-trials-[0-9-]+$", Assert.Single(_folder.Files("runs")));
    }

    [Fact]
    public void Seeds_beyond_the_largest_are_refused()
    {
        var experiment = Specs.Load("last", Specs.Rows, ("seed: 1", "seed: 4294967294"));
        var (code, _, error) = CapturedProgram.Run([experiment], "last", "--trials", "3");

        Assert.Equal((ExitCode.BadArguments, "The seeds of 3 trials of 'last' would be 4294967294 to 4294967296; the largest seed is 4294967295.\n"), (code, error));
        Assert.Empty(_folder.Files(""));
        Assert.Equal(ExitCode.Success, CapturedProgram.Run([experiment], "last", "--trials", "2", "--output", "out").Code);
    }

    [Fact]
    public void Of_summed_losses_the_figure_has_those_of_a_sequence()
    {
        var (mean, sum) = (Specs.Load("mean", Specs.Rows), Specs.Load("sum", Specs.Rows, ("reduce: mean", "reduce: sum")));

        Assert.Equal(Figure(mean, 0.5, 0.25, 0.125), Figure(sum, 1.0, 0.5, 0.25));

        // Two rows an epoch.
        static string Figure(Experiment experiment, params double[] losses)
        {
            var (parameters, log) = (new ParameterBuffer(experiment.Layout), losses.Select((loss, epoch) => new LogPoint(epoch, loss, 0, 2 * (epoch + 1))).ToArray());
            return TrialsPlot.ToSvg("title", "description", [("legend", [new TrainingRun(experiment, experiment.Settings, parameters, parameters, 1, losses, log, default)])], []);
        }
    }
}
