using System.Text.Json;
using RnnGen.Recording;
using RnnGen.Sampling;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>The program as a user runs it, with the instruction sets of other machines.</summary>
public class ProcessTests
{
    private const string Name = "count-letter-a";

    private const string SlowModeNotice =
        "There is no fused multiply-add instruction to compute with: the numbers are the same, but this is the slow exact mode.\n";

    // What the process itself found must show that the variable was heeded: an unknown one is ignored in silence.
    [Theory]
    [InlineData("DOTNET_EnableAVX512", 256, true)]
    [InlineData("DOTNET_EnableAVX2", 128, false)]
    [InlineData("DOTNET_EnableHWIntrinsic", 64, false)]
    public void The_trace_has_the_same_bits_without_an_instruction_set(string variable, int mostBits, bool mayHaveFma)
    {
        using var folder = new TemporaryFolder();
        var (code, _, error) = Run([Name, "--output", folder.Path], (variable, "0"));
        Assert.Equal((0, mayHaveFma ? "" : SlowModeNotice), (code, error));

        var run = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Path, "run.json"))).RootElement;
        Assert.InRange(run.GetProperty("machine").GetProperty("register_bits").GetInt32(), 1, mostBits);
        Assert.True(mayHaveFma || !run.GetProperty("machine").GetProperty("hardware_fma").GetBoolean());
        Assert.Equal(BitHash.Of([.. SpecCases.Run(Name).Losses]), run.GetProperty("sha256").GetProperty("trace").GetString());
        Assert.Equal(BitHash.Of(SpecCases.Run(Name).Final.Values), run.GetProperty("sha256").GetProperty("weights").GetString());
    }

    [Fact]
    public void A_run_prints_the_ten_log_lines_and_writes_its_folder()
    {
        using var folder = new TemporaryFolder();
        var (code, output, _) = Run([Name, "--output", folder.Path]);

        Assert.Equal(0, code);
        var log = output.Split('\n').Where(line => line.StartsWith("epoch", StringComparison.Ordinal)).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1].Trim());
        Assert.Equal(["0.1261", "0.1247", "0.1212", "0.1057", "0.0892", "0.0766", "0.0651", "0.0469", "0.0217", "0.0092"], log);
        Assert.Contains("12 of 12 right", output, StringComparison.Ordinal);
        Assert.Contains("4 of 4 right", output, StringComparison.Ordinal);
        Assert.Contains("2 of the 4 test rows (\"ccbc\", \"bacb\") are also training rows", output, StringComparison.Ordinal);
        Assert.Equal(
            ["loss.svg", "run.json", "trace.csv", "weights.initial.npz", "weights.npz"],
            Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        var trace = File.ReadAllLines(Path.Combine(folder.Path, "trace.csv"));
        Assert.Equal(3001, trace.Length);
        Assert.StartsWith("epoch,train_loss", trace[0], StringComparison.Ordinal);
        var weights = NpzFile.Read(Path.Combine(folder.Path, "weights.npz"));
        Assert.Equal(["layers.0.Wxh", "layers.0.Whh", "output.Who"], weights.Select(array => array.Name));
        Assert.Equal(SpecCases.Run(Name).Final.Values, weights.SelectMany(array => array.Values.ToArray()));
    }

    [Fact]
    public void A_number_of_threads_that_is_none_is_what_fails_and_not_a_type()
    {
        using var folder = new TemporaryFolder();
        var (code, _, error) = Run([Name, "--output", folder.Path], ("RNNGEN_THREADS", "two"));

        Assert.Equal(2, code);
        Assert.Contains("RNNGEN_THREADS is 'two'; expected a whole number from 1, or nothing for the number of processors.", error, StringComparison.Ordinal);
        Assert.DoesNotContain("TypeInitializationException", error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_gets_the_nearest_and_exit_code_2()
    {
        var (code, _, error) = Run(["count-leter-a"]);

        Assert.Equal(2, code);
        Assert.Contains("There is no experiment 'count-leter-a'. Did you mean count-letter-a", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no option '--no-such-option'.", Name, "--no-such-option")]
    [InlineData("There must be at least one trial.", Name, "--trials", "0")]
    [InlineData("Cannot parse argument 'two' for option '--trials'", Name, "--trials", "two")]
    [InlineData("--check-gradient trains nothing, and --trials does: expected one of them.", Name, "--check-gradient", "--trials", "2")]
    [InlineData("--check-gradient writes nothing: --output is for a training.", Name, "--check-gradient", "--output", "runs")]
    [InlineData("There must be at least one thread.", Name, "--threads", "0")]
    [InlineData("Cannot parse argument 'two' for option '--threads'", Name, "--threads", "two")]
    [InlineData("Cannot parse argument 'hot' for option '--temperature'", "sample", "words", "--temperature", "hot")]
    public void Wrong_arguments_get_exit_code_2(string message, params string[] arguments)
    {
        var (code, _, error) = Run(arguments);

        Assert.Equal(2, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_name_the_experiments_are_listed_with_their_sizes()
    {
        var (code, output, _) = Run([]);

        Assert.Equal(0, code);
        Assert.All(global::Experiments.ExperimentCatalog.All.Select(experiment => experiment.Name), name => Assert.Contains(name, output, StringComparison.Ordinal));
        Assert.Matches(@"count-letter-a +4 +3 +elman 2 +1 +12 +12 +3000", output);
        Assert.Matches(@"embedded-reber +50 +7 +lstm-1997 3 x 2 +7 +276 ", output);
    }

    [Fact]
    public void An_experiment_is_shown_with_its_parameters_its_plan_and_its_memory()
    {
        var (code, output, _) = Run(["show", Name]);

        Assert.Equal(0, code);
        Assert.Matches(@"layer 0 +elman +size 2, activation tanh, bias none", output);
        Assert.Matches(@"layers\.0\.Wxh +\[3, 2\] +6 ", output);
        Assert.DoesNotContain("frozen", output, StringComparison.Ordinal);
        Assert.Contains("\nThe steps are spelled out: 142 arithmetic operations in all, and up to 2000 are.\n", output, StringComparison.Ordinal);

        // share, 4 steps of 3 inputs, target; and the fields of the generated Values.
        Assert.Matches(@"a sequence's inputs +112 +56 ", output);
        Assert.Matches(@"a sequence's values and their gradients +232 +116 ", output);
    }

    [Fact]
    public void Parameters_that_are_frozen_are_shown_as_such()
    {
        var output = Run(["show", "long-time-lag-2a-1997"]).Output;

        Assert.Matches(@"output\.Who +\[101, 101\] +10,201 +frozen", output);
        Assert.Matches(@"layers\.0\.Wi +\[.*\] +[0-9,]+ +\n", output);
        Assert.Matches(@"all +22,018 +10,201 frozen", output);
    }

    [Theory]
    [MemberData(nameof(SpecCases.ExperimentNames), MemberType = typeof(SpecCases))]
    public void Every_experiment_can_be_shown(string name) =>
        Assert.Contains(SpecCases.Get(name).Plan, Run(["show", name]).Output, StringComparison.Ordinal);

    [Fact]
    public void The_gradient_can_be_checked_from_the_command_line()
    {
        var (code, output, _) = Run([Name, "--check-gradient"]);

        Assert.Equal(0, code);
        Assert.Contains("0 outside np.allclose", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_alphabet_of_a_text_is_proposed_as_a_spec_reads_it()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "text.txt");
        File.WriteAllText(path, "Ab: \"c\\\"\r\n\t\u00e9\u00a0b");
        var (code, output, _) = Run(["alphabet", path]);

        var line = output.Split('\n')[1];
        Assert.Equal(0, code);
        Assert.StartsWith("# 13 characters of 11 kinds: the model's input_size and output.size.\n", output, StringComparison.Ordinal);
        Assert.Equal("alphabet: \"\\t\\n \\\":A\\\\bc\\u00A0\u00e9\"", line);
        Assert.Equal("\t\n \":A\\bc\u00a0\u00e9", Letters.With(("size: 4", "size: 11"), ("alphabet: \"\\nabc\"", line)).Alphabet!.Symbols);
    }

    [Fact]
    public void A_text_that_there_is_not_has_no_alphabet()
    {
        var (code, _, error) = Run(["alphabet", "none.txt"]);

        Assert.Equal(1, code);
        Assert.StartsWith("There is no data file '", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_is_drawn_from_the_weights_of_a_run()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "weights.npz");
        var run = SpecCases.Run("words");
        NpzFile.Write(path, run.Final.ToArrays());
        var (code, output, _) = Run(["sample", "words", "--weights", path, "--length", "30", "--temperature", "0.5", "--seed", "4", "--start", "un"]);

        Assert.Equal(0, code);
        Assert.Equal("un" + string.Concat(TextSampler.Draw(run.Experiment, run.Final, "un", 0.5, 4).Take(30)) + "\n", output);
    }

    [Theory]
    [InlineData(2, "There is no experiment 'wordz'. Did you mean words", "sample", "wordz")]
    [InlineData(2, "There is no experiment 'wordz'. Did you mean words", "show", "wordz")]
    [InlineData(2, "The temperature must be positive.", "sample", "words", "--temperature", "0")]
    [InlineData(2, "There must be at least one character.", "sample", "words", "--length", "0")]
    [InlineData(2, "'digits' does not predict the next character of a text.", "sample", "digits")]
    [InlineData(1, "The weights could not be read: there is no run of 'words' in runs.", "sample", "words")]
    public void What_cannot_be_done_is_said(int code, string message, params string[] arguments)
    {
        var (actual, _, error) = Run(arguments);

        Assert.Equal(code, actual);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    private static (int Code, string Output, string Error) Run(string[] arguments, params (string Name, string Value)[] environment) =>
        DotNetProcess.Run("Experiments", arguments, environment);

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("rnngen-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
