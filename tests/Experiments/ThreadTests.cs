using System.Text.Json;
using System.Text.RegularExpressions;
using RnnGen.CommandLine;
using RnnGen.Evaluation;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>What a run says and writes is the same however many threads compute it.</summary>
[Collection("Console")]
public sealed class ThreadTests : IDisposable
{
    // Large enough to be shared: some 18,000 parameters times 8 steps times 16 panels.
    private const string Spec = """
        description: Large enough for two threads.
        seed: 1
        model:
          input_size: 1
          sequence_length: 8
          layers:
            - { cell: elman, size: 128 }
          output: { size: 1, activation: sigmoid }
        loss: { name: binary_cross_entropy, reduce: mean }
        metrics: [binary_accuracy]
        initialization:
          default: { name: normal, std: 0.1 }
        data:
          train: { name: parity, length: 8, minimal_length: 8, count: 128 }
          test: { name: parity, length: 8, minimal_length: 8, count: 10 }
        training:
          epochs: 3
          optimizer: { name: sgd, learning_rate: 0.1 }
          log_every: 1
        """;

    private static readonly Experiment Large = CompiledSpecs.Load(new SpecText("large.yaml", Spec)).Values.Single();

    private readonly string _folder = Directory.CreateTempSubdirectory("rnngen-").FullName;

    private readonly int _most = Threads.Most;

    public void Dispose()
    {
        Threads.Most = _most;
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_run_has_the_same_bits_with_one_thread_and_with_two()
    {
        var (one, two) = (Run(1), Run(2));

        Assert.Equal(one.GetProperty("sha256").GetRawText(), two.GetProperty("sha256").GetRawText());
        Assert.Equal((1, 2), (one.GetProperty("machine").GetProperty("threads").GetInt32(), two.GetProperty("machine").GetProperty("threads").GetInt32()));

        JsonElement Run(int threads)
        {
            Assert.Equal(ExitCode.Success, RunProgram("--threads", $"{threads}").Code);
            return JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "run.json"))).RootElement;
        }
    }

    [Fact]
    public void Trials_are_the_same_one_after_the_other_and_side_by_side()
    {
        var (one, two, three) = (Trials(1), Trials(2), Trials(3));

        Assert.Equal(one, two);
        Assert.Equal(one, three);
        Assert.Equal([1, 2, 3], Regex.Matches(one.Csv, "^large,([0-9]),", RegexOptions.Multiline).Select(row => int.Parse(row.Groups[1].Value)));

        (string Output, string Csv, string Plot) Trials(int threads)
        {
            var (code, output, _) = RunProgram("--trials", "3", "--threads", $"{threads}");
            Assert.Equal((ExitCode.Success, threads), (code, Threads.Most));
            return (output, File.ReadAllText(Path.Combine(_folder, "trials.csv")), File.ReadAllText(Path.Combine(_folder, "trials.svg")));
        }
    }

    [Theory]
    [InlineData(Threads.CountVariable, "RNNGEN_THREADS is 'many'; expected a whole number from 1, or nothing for the number of processors.\n")]
    [InlineData("RNNGEN_LANES", "RNNGEN_LANES is 'many'; expected 512, 256, 128 or 64, or nothing for the fastest.\n")]
    public void A_wrong_variable_is_an_error_of_one_line(string variable, string message) =>
        Assert.Equal((ExitCode.BadArguments, "", message), DotNetProcess.Run("Experiments", ["count-letter-a"], (variable, "many")));

    private (int Code, string Output, string Error) RunProgram(params string[] options) => CapturedProgram.Run([Large], ["large", "--output", _folder, .. options]);
}
