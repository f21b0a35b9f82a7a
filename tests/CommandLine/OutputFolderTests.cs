using RnnGen.Testing;
using Xunit;

namespace RnnGen.CommandLine.Tests;

/// <summary>What runs and trials leave in their folders, and what those leave that fail.</summary>
[Collection("Console")]
public sealed class OutputFolderTests : IDisposable
{
    private static readonly string[] OfRun = ["loss.svg", "run.json", "trace.csv", "weights.initial.npz", "weights.npz"];

    private static readonly string[] OfTrials = ["trials.csv", "trials.svg"];

    private static readonly Experiment Good = Specs.Load("good", Specs.Rows);

    // Its file of data is not there.
    private static readonly Experiment Bad = Specs.Load("bad", Specs.Letters);

    // Without a single loss: the first one overflows.
    private static readonly Experiment Steep = Specs.Load("steep", Specs.Rows, ("std: 1", "std: 1.0e+200"), (", activation: sigmoid", ""), ("size: 2", "size: 2, activation: identity"));

    private readonly WorkingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_leaves_none_of_the_files_of_trials_and_trials_none_of_a_run()
    {
        Assert.Equal(ExitCode.Success, Run(Good, "--output", "out").Code);
        Assert.Equal(OfRun, _folder.Files("out"));
        _folder.Write("out/notes.txt", "mine");
        _folder.Write("out/weights.last-finite.npz", "");

        Assert.Equal(ExitCode.Success, Run(Good, "--output", "out", "--trials", "2").Code);
        Assert.Equal(["notes.txt", .. OfTrials], _folder.Files("out"));

        Assert.Equal(ExitCode.Success, Run(Good, "--output", "out").Code);
        Assert.Equal(OfRun.Append("notes.txt").Order(StringComparer.Ordinal), _folder.Files("out"));
    }

    [Fact]
    public void A_run_without_losses_does_not_leave_the_curve_of_an_earlier_one()
    {
        Run(Good, "--output", "out");
        Assert.Equal(ExitCode.RunFailed, Run(Steep, "--output", "out").Code);

        Assert.Equal(OfRun[1..], _folder.Files("out"));
    }

    [Fact]
    public void A_run_that_fails_leaves_an_earlier_one_as_it_is()
    {
        Run(Good, "--output", "out");
        var json = File.ReadAllText(Path.Combine(_folder.Folder, "out", "run.json"));
        Assert.Equal(ExitCode.RunFailed, Run(Bad, "--output", "out").Code);

        Assert.Equal(OfRun, _folder.Files("out"));
        Assert.Equal(json, File.ReadAllText(Path.Combine(_folder.Folder, "out", "run.json")));
    }

    [Theory]
    [InlineData("runs")]
    [InlineData("runs", "--trials", "2")]
    [InlineData("", "--output", "out")]
    [InlineData("", "--output", "out", "--trials", "2")]
    public void A_run_whose_data_cannot_be_read_leaves_nothing(string folder, params string[] options)
    {
        Assert.Equal(ExitCode.RunFailed, Run(Bad, options).Code);

        Assert.Empty(_folder.Files(folder));
    }

    [Fact]
    public void A_run_that_is_cancelled_leaves_nothing()
    {
        var run = CapturedProgram.Capture(console => ExperimentRun.Execute(Good, output: null, console, new CancellationToken(canceled: true)));
        var trials = CapturedProgram.Capture(console => TrialsRun.Execute([Good], 2, output: null, console, new CancellationToken(canceled: true)));

        Assert.Equal((ExitCode.Cancelled, ExitCode.Cancelled), (run.Code, trials.Code));
        Assert.Empty(_folder.Files("runs"));
    }

    [Fact]
    public void A_folder_that_was_there_before_stays()
    {
        Directory.CreateDirectory("out");
        Run(Bad, "--output", "out");

        Assert.Empty(_folder.Files("out"));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_an_error_before_the_training()
    {
        var file = _folder.Write("file", "");
        var (code, output, error) = Run(Good, "--output", file);

        Assert.Equal(ExitCode.RunFailed, code);
        Assert.StartsWith("The run's folder could not be written: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("epoch", output, StringComparison.Ordinal);
    }

    [Fact]
    public void So_is_one_that_cannot_be_written()
    {
        // On Linux nobody can, not even the administrator, for whom permissions are none.
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        foreach (var options in new[] { Array.Empty<string>(), ["--trials", "2"] })
        {
            var (code, output, error) = Run(Good, ["--output", "/proc/self/fdinfo", .. options]);

            Assert.Equal(ExitCode.RunFailed, code);
            Assert.Contains("could not be written: ", error, StringComparison.Ordinal);
            Assert.DoesNotContain("epoch", output, StringComparison.Ordinal);
        }
    }

    private static (int Code, string Output, string Error) Run(Experiment experiment, params string[] options) => CapturedProgram.Run([experiment], [experiment.Name, .. options]);
}
