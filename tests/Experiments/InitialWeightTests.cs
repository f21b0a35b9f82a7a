using RnnGen.CommandLine;
using RnnGen.Initialization;
using RnnGen.Recording;
using RnnGen.Testing;
using RnnGen.Training;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>Where a run's initial weights come from, by its spec: streams of their own, and files.</summary>
[Collection("Console")]
public sealed class InitialWeightTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rnngen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void With_philox_a_wider_layer_leaves_the_weights_of_the_others()
    {
        var (narrow, wide) = (Start("philox", 2), Start("philox", 3));

        Assert.NotEqual(narrow["layers.1.bxh"].Length, wide["layers.1.bxh"].Length);
        Assert.All(["layers.0.Wxh", "layers.0.Whh", "output.by"], name => Assert.Equal(narrow[name].ToArray(), wide[name].ToArray()));

        // One stream gives other numbers to what follows.
        Assert.NotEqual(Start("random_state", 2)["output.by"].ToArray(), Start("random_state", 3)["output.by"].ToArray());
        Assert.NotEqual(Start("random_state", 2)["layers.0.Wxh"].ToArray(), narrow["layers.0.Wxh"].ToArray());
    }

    [Fact]
    public void The_gains_of_a_normalised_layer_start_as_ones_by_a_rule()
    {
        var normalised = SpecCases.Get("lstm-layernorm");
        var initial = InitialParameters.Draw(normalised.Layout, normalised.Settings with { DefaultInitializer = new KerasDefault(), Initializers = new Dictionary<string, Initializer>() });

        Assert.All(["gi", "gf", "gg", "go", "gc"], gain => Assert.Equal([1, 1, 1], initial["layers.0." + gain].ToArray()));
        Assert.All(["bi", "bg", "bo", "bc"], bias => Assert.Equal([0, 0, 0], initial["layers.0." + bias].ToArray()));
    }

    [Fact]
    public void A_run_starts_from_the_weights_of_an_earlier_one()
    {
        var path = Path.Combine(_folder, "weights.npz");
        var earlier = SpecCases.Get("two-layers");
        var trained = Trainer.Train(earlier, earlier.Settings with { Epochs = 5 });
        NpzFile.Write(path, trained.Final.ToArrays());

        var run = Trainer.Train(Load(FromFile(path)));

        Assert.Equal(trained.Final.Values, run.Initial.Values);
        Assert.NotEqual(trained.Final.Values, run.Final.Values);
    }

    [Theory]
    [InlineData()]
    [InlineData("--check-gradient")]
    [InlineData("--trials", "2")]
    public void A_file_that_there_is_not_is_an_error_of_one_line(params string[] options)
    {
        string[] output = options is ["--check-gradient"] ? [] : ["--output", _folder];
        var (code, _, error) = CapturedProgram.Run([Load(FromFile("/none/weights.npz"))], ["initial-weights", .. output, .. options]);

        Assert.Equal(ExitCode.RunFailed, code);
        Assert.Equal(
            "There is no file '/none/weights.npz'. The parameter layers.0.Wxh, [3, 5], is to start from the array of its name.",
            error.TrimEnd());
    }

    private static string FromFile(string path) => Replaced(
        "default: { name: normal, std: 0.5 }\n  parameters:\n    layers.0.bh: { name: constant, value: 0.1 }\n    layers.1.bhh: { name: uniform, low: -1, high: 1 }\n    output.by: { name: zeros }",
        $"default: {{ name: npz, path: '{path}' }}");

    private static string Replaced(string old, string replacement)
    {
        var text = SpecCases.Text("two-layers").Text;
        Assert.Contains(old, text, StringComparison.Ordinal);
        return text.Replace(old, replacement, StringComparison.Ordinal);
    }

    private static ParameterBuffer Start(string generator, int size)
    {
        var experiment = Load(Replaced("output.by: { name: zeros }", $"output.by: {{ name: normal, std: 1 }}\n  generator: {generator}").Replace("size: 2, activation: sigmoid, bias: double", $"size: {size}, activation: sigmoid, bias: double", StringComparison.Ordinal));
        return InitialParameters.Draw(experiment.Layout, experiment.Settings);
    }

    private static Experiment Load(string spec) => CompiledSpecs.Load(new SpecText("initial-weights.yaml", spec)).Values.Single();
}
