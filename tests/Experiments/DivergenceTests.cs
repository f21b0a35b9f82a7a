using System.Text.Json;
using RnnGen.CommandLine;
using RnnGen.Data;
using RnnGen.Evaluation;
using RnnGen.Initialization;
using RnnGen.Recording;
using RnnGen.Testing;
using RnnGen.Training;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>A training whose numbers overflow stops, says where and what to try, and leaves its folder all the same.</summary>
[Collection("Console")]
public sealed class DivergenceTests : IDisposable
{
    // Without an activation and with too large a learning rate, the weights and the loss grow until they overflow.
    private const string Spec = """
        description: Grows without bound.
        seed: 1
        model:
          input_size: 1
          sequence_length: 3
          layers:
            - { cell: elman, size: 2, activation: identity }
          output: { size: 1 }
        loss: { name: mse, reduce: mean }
        initialization:
          default: { name: normal, std: 1 }
        data:
          train:
            - { x: [[1], [2], [3]], y: [1] }
            - { x: [[3], [2], [1]], y: [0] }
          test:
            - { x: [[1], [1], [1]], y: [1] }
        training:
          epochs: 100
          optimizer: { name: sgd, learning_rate: 1 }
          log_every: 1
        """;

    private static readonly Experiment Growing = CompiledSpecs.Load(new SpecText("growing.yaml", Spec)).Values.Single();

    // Eleven numbers, in five parameters.
    private static readonly Experiment Biased = CompiledSpecs.Load(new SpecText(
        "biased.yaml", Spec.Replace("activation: identity", "activation: identity, bias: single").Replace("output: { size: 1 }", "output: { size: 1, bias: single }"))).Values.Single();

    private readonly string _folder = Directory.CreateTempSubdirectory("rnngen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string, ExperimentSettings> Trainings => new()
    {
        { "full batch", Growing.Settings },
        { "minibatches", Growing.Settings with { BatchSize = 1 } },
        { "stream", Growing.Settings with { Epochs = 0, Sequences = 100 } },
    };

    [Theory]
    [MemberData(nameof(Trainings))]
    public void Every_kind_of_training_stops_where_it_overflows(string kind, ExperimentSettings settings)
    {
        var run = Trainer.Train(kind == "stream" ? new VariantOf(Growing, task: new RowTask(Growing)) : Growing, settings);

        Assert.Equal(TrainingEnd.Divergence, run.End);
        Assert.NotNull(run.Divergence);
        Assert.InRange(run.Updates, 2, 50);
        Assert.Equal((kind == "stream" ? null : run.Losses.Count, run.Updates), (run.Divergence.Epoch, run.Divergence.Update));
        Assert.NotEmpty(run.Losses);
        Assert.All(run.Losses, loss => Assert.True(double.IsFinite(loss)));
        Assert.Equal(run.Losses.Count, run.Log.Count);

        // What was found is the loss, or the first parameter in the order of the layout that is not finite.
        var parameters = Growing.Layout.Where(parameter => run.Final[parameter.Name].ToArray().Any(value => !double.IsFinite(value)));
        Assert.Equal(parameters.FirstOrDefault()?.Name, run.Divergence.Parameter);
    }

    [Theory]
    [MemberData(nameof(Trainings))]
    public void The_parameters_before_the_last_update_are_kept(string kind, ExperimentSettings settings)
    {
        Experiment Started() => kind == "stream" ? new VariantOf(Growing, task: new RowTask(Growing)) : Growing;
        var run = Trainer.Train(Started(), settings);
        var updates = (int)run.Updates - 1;
        var before = Trainer.Train(Started(), kind switch
        {
            "stream" => settings with { Sequences = updates },
            "minibatches" => settings with { Epochs = updates / 2 },
            _ => settings with { Epochs = updates },
        });

        Assert.Equal(updates, before.Updates);
        Assert.Equal(before.Final.Values, run.LastFinite!.Values);
        Assert.All(run.LastFinite.Values, value => Assert.True(double.IsFinite(value)));
        Assert.Null(before.LastFinite);
    }

    [Theory]
    [MemberData(nameof(Trainings))]
    public void Beside_a_loss_that_is_not_finite_the_parameter_with_the_largest_gradient_is_named(string kind, ExperimentSettings settings)
    {
        // The prediction is twice the product of both weights, and its square overflows.
        Experiment single = new VariantOf(Growing, [new Sequence([0, 0, 1], [0])]);
        var start = new Dictionary<string, Initializer> { ["layers.0.Wxh"] = new Constant(1e85), ["layers.0.Whh"] = new Constant(0), ["output.Who"] = new Constant(1e70) };
        var run = Trainer.Train(kind == "stream" ? new VariantOf(Growing, task: new RowTask(single)) : single, settings with { Initializers = start });

        Assert.Equal(new LargestGradient("output.Who", IsFinite: true), run.Divergence!.LargestGradient);
        Assert.EndsWith("update 0: the loss is not finite; the gradient of output.Who is the largest. Lower the learning rate, or clip the gradient.", run.Divergence.Message, StringComparison.Ordinal);
        Assert.Null(run.LastFinite);
    }

    [Fact]
    public void Beside_the_loss_of_the_last_epoch_no_gradient_is_known()
    {
        Experiment single = new VariantOf(Growing, [new Sequence([0, 0, 1], [0])]);
        var settings = Growing.Settings with { DefaultInitializer = new Constant(1), Optimizer = new Sgd(1e80) };
        var (last, other) = (Trainer.Train(single, settings with { Epochs = 1 }), Trainer.Train(single, settings with { Epochs = 2 }));

        Assert.Equal(new Divergence(0, 1, null), last.Divergence);
        Assert.Equal(new Divergence(0, 1, null) { LargestGradient = new("layers.0.Wxh", IsFinite: true) }, other.Divergence);
        Assert.Equal(last.Initial.Values, last.LastFinite!.Values);
    }

    [Fact]
    public void A_frozen_parameter_is_not_the_one_with_the_largest_gradient()
    {
        var run = Trainer.Train(Growing, Growing.Settings with
        {
            DefaultInitializer = new Constant(1e200),
            ParameterTrainings = new Dictionary<string, ParameterTraining> { ["layers.0.Wxh"] = ParameterTraining.Frozen },
        });

        Assert.Equal("diverged in epoch 0, update 0: the loss is not finite, nor is the gradient of layers.0.Whh. Lower the learning rate, or clip the gradient.", run.Divergence!.Message);
    }

    public static TheoryData<string> Parameters => [.. Biased.Layout.Select(parameter => parameter.Name)];

    [Theory]
    [MemberData(nameof(Parameters))]
    public void The_parameter_that_overflows_is_named(string name)
    {
        var run = Trainer.Train(Biased, Biased.Settings with
        {
            DefaultInitializer = new Constant(3),
            Optimizer = new Sgd(1e-3),
            ParameterTrainings = new Dictionary<string, ParameterTraining> { [name] = new(1e308) },
        });

        Assert.Equal(new Divergence(0, 1, name), run.Divergence);
    }

    [Fact]
    public void An_interval_of_the_log_that_overflows_is_kept_up_to_there()
    {
        var run = Trainer.Train(new VariantOf(Growing, task: new RowTask(Growing)), Growing.Settings with { Epochs = 0, Sequences = 100, LogEvery = 100 });

        Assert.Equal(TrainingEnd.Divergence, run.End);
        Assert.True(double.IsFinite(Assert.Single(run.Losses)));
        Assert.StartsWith($"diverged in update {run.Updates}: ", run.Divergence!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_early_stopping_the_best_weights_are_kept()
    {
        var run = Trainer.Train(Growing, Growing.Settings with { EarlyStopping = new EarlyStopping(1000) });

        Assert.Equal(TrainingEnd.Divergence, run.End);
        Assert.Equal(Trainer.Train(Growing, Growing.Settings with { Epochs = run.BestEpoch!.Value + 1 }).Final.Values, run.Final.Values);
        Assert.All(run.Final.Values.ToArray(), value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void The_loss_is_looked_at_before_the_first_update()
    {
        var run = Trainer.Train(Growing, Growing.Settings with { DefaultInitializer = new Constant(1e200) });

        Assert.Equal(new Divergence(0, 0, null) { LargestGradient = new("layers.0.Wxh", IsFinite: false) }, run.Divergence);
        Assert.Empty(run.Losses);
        Assert.Equal(run.Initial.Values, run.Final.Values);
    }

    [Fact]
    public void The_program_says_where_and_what_to_try_and_keeps_trace_and_weights()
    {
        var run = Trainer.Train(Growing);
        var (code, output, _) = Run("growing", "--output", _folder);

        Assert.Equal(ExitCode.RunFailed, code);
        Assert.Contains(
            $"\nThe training {run.Divergence!.Message}\nthe weights before that update stand in weights.last-finite.npz\n", output, StringComparison.Ordinal);
        Assert.Equal(run.Losses.Count + 1, File.ReadAllLines(Path.Combine(_folder, "trace.csv")).Length);
        Assert.Equal(run.Initial.Values, NpzFile.Read(Path.Combine(_folder, "weights.initial.npz")).SelectMany(array => array.Values.ToArray()));
        Assert.Equal(run.Final.Values, NpzFile.Read(Path.Combine(_folder, "weights.npz")).SelectMany(array => array.Values.ToArray()));
        Assert.Equal(run.LastFinite!.Values, ParameterBuffer.FromArrays(Growing.Layout, NpzFile.Read(Path.Combine(_folder, "weights.last-finite.npz"))).Values);

        var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "run.json"))).RootElement;
        Assert.Equal(("divergence", run.Divergence.Message), (json.GetProperty("end").GetString(), json.GetProperty("divergence").GetString()));
        Assert.Equal(run.Losses.Count, json.GetProperty("epochs").GetInt32());
    }

    [Fact]
    public void The_weights_of_an_earlier_run_that_diverged_do_not_stay_in_the_folder()
    {
        Run("growing", "--output", _folder);
        var run = Trainer.Train(Growing, Growing.Settings with { Epochs = 1 });
        RunFolder.Write(_folder, run, Predictions.Of(Growing, run.Final, Growing.Train), Predictions.Of(Growing, run.Final, Growing.Test));

        Assert.False(File.Exists(Path.Combine(_folder, "weights.last-finite.npz")));
    }

    [Fact]
    public void Trials_that_diverge_fail_and_are_in_the_table()
    {
        var (code, output, _) = Run("growing", "--trials", "2", "--output", _folder);

        Assert.Equal(ExitCode.RunFailed, code);
        Assert.Contains("diverged", output, StringComparison.Ordinal);
        Assert.Equal(["growing,1,diverged", "growing,2,diverged"], File.ReadAllLines(Path.Combine(_folder, "trials.csv")).Skip(1).Select(line => string.Join(',', line.Split(',')[..3])));
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments) => CapturedProgram.Run([Growing], arguments);
}
