using RnnGen.Testing;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>What stands under <c>training</c> and <c>initialization</c>: arguments of choices, keys that exclude each other, parameters by name.</summary>
public class TrainingTests
{
    private const string Optimizer = "optimizer: { name: sgd, learning_rate: 0.1 }";

    [Theory]
    [InlineData("optimizer: { name: adam, beta1: ⟦1⟧ }", "RNN005: 'training.optimizer.beta1' must be at least 0 and less than 1, found 1")]
    [InlineData("optimizer: { name: adam, amsgrad: ⟦yes⟧ }", "RNN004: 'training.optimizer.amsgrad' must be true or false, found 'yes'")]
    [InlineData("optimizer: { name: adam, ⟦beta⟧: 0.9 }", "RNN002: unknown key 'beta': did you mean 'beta1'?")]
    [InlineData("optimizer: { name: sgd, learning_rate: 0.1, nesterov: ⟦true⟧ }", "RNN005: 'training.optimizer.nesterov' must be false where there is no momentum, or a dampening, found true")]
    [InlineData("optimizer: { name: adamw, weight_decay: ⟦-1⟧ }", "RNN005: 'training.optimizer.weight_decay' must be a number that is not negative, found -1")]
    [InlineData(Optimizer + "\n  ⟦clipping⟧: { name: value }", "RNN003: the key 'training.clipping.clip_value' is missing: expected the largest size of a derivative")]
    [InlineData(Optimizer + "\n  clipping: { name: global_norm, max_norm: ⟦0⟧ }", "RNN005: 'training.clipping.max_norm' must be a positive number, found 0")]
    [InlineData(Optimizer + "\n  schedule: { name: step, step_size: ⟦0⟧ }", "RNN005: 'training.schedule.step_size' must be a whole number from 1 to 1000000000, found 0")]
    [InlineData(Optimizer + "\n  schedule: { name: ⟦linear⟧ }", "RNN006: unknown schedule 'linear': expected 'constant', 'cosine', 'exponential', 'reduce_on_plateau', 'step' or 'warm_up'")]
    [InlineData(Optimizer + "\n  schedule: { name: reduce_on_plateau, threshold_mode: ⟦both⟧ }", "RNN006: unknown threshold_mode 'both': expected 'abs' or 'rel'")]
    [InlineData(Optimizer + "\n  schedule: { name: warm_up, epochs: 2, then: { name: exponential, gamma: ⟦0⟧ } }", "RNN005: 'training.schedule.then.gamma' must be a positive number, found 0")]
    [InlineData(Optimizer + "\n  ⟦early_stopping⟧: { min_delta: 1 }", "RNN003: the key 'training.early_stopping.patience' is missing: expected how many epochs without an improvement end the training")]
    [InlineData(Optimizer + "\n  validation: { share: ⟦1⟧ }", "RNN005: 'training.validation.share' must be more than 0 and less than 1, found 1")]
    [InlineData(Optimizer + "\n  ⟦shuffle⟧: true", "RNN002: unknown key 'shuffle': the batch is the whole training set, see 'batch_size'")]
    [InlineData(Optimizer + "\n  ⟦sequences⟧: 5", "RNN002: unknown key 'sequences': the training counts 'epochs' already")]
    [InlineData(Optimizer + "\n  ⟦until⟧: { name: tolerance, tolerance: 1, window: 1 }", "RNN002: unknown key 'until': it goes with 'sequences', and this training counts 'epochs'")]
    [InlineData(Optimizer + "\n  parameters: { ⟦layers.0.Wxx⟧: { frozen: true } }", "RNN017: the model has no parameter 'layers.0.Wxx': did you mean 'layers.0.Wxh'?")]
    [InlineData(Optimizer + "\n  parameters: { layers.0.Wxh: { frozen: true, ⟦learning_rate⟧: 1 } }", "RNN002: unknown key 'learning_rate': the parameter is frozen")]
    public void A_choice_has_the_arguments_of_its_table(string text, string error) => Report.IsErrors(Spec.Seed.With(Optimizer, text), error);

    [Fact]
    public void A_stream_has_no_epochs() => Report.IsErrors(
        Spec.Seed.With("epochs: 3000", "sequences: 3000").With("batch_size: all", "⟦shuffle⟧: true\n  ⟦early_stopping⟧: { patience: 1 }"),
        "RNN002: unknown key 'shuffle': it goes with 'epochs', and this training counts 'sequences'",
        "RNN002: unknown key 'early_stopping': it goes with 'epochs', and this training counts 'sequences'");

    [Theory]
    [InlineData("metric: { name: within, tolerance: 0.2 }", "RNN003: the key 'data.test' is missing: expected a test set of at least 1 sequences, by which the criterion is judged; there are 0")]
    [InlineData("metric: { name: within, tolerance: 0.2 }, sequences: 5", "RNN003: the key 'data.test' is missing: expected a test set of at least 5 sequences, by which the criterion is judged; there are 0")]
    public void A_test_set_that_judges_is_there(string arguments, string error) => Report.IsErrors(
        TaskSpec(Spec.Seed.With("epochs: 3000", "sequences: 3000").With("batch_size: all", $"until: ⟦{{ name: test_set, {arguments}, every: 10 }}⟧")), error);

    [Fact]
    public void A_training_set_may_count_sequences_and_judge() => Report.IsErrors(
        Spec.Seed.With("epochs: 3000", "sequences: 3000").With("batch_size: all", "until: { name: test_set, metric: { name: binary_accuracy }, every: 10, training_set: true }"));

    [Fact]
    public void A_task_without_an_end_has_no_training_set_that_judges() => Report.IsErrors(
        TaskSpec(Spec.Seed.With("epochs: 3000", "sequences: 3000").With("batch_size: all", "until: { name: test_set, metric: { name: binary_accuracy }, every: 10, training_set: ⟦true⟧ }"))
            .With("  train: {", "  test: { name: parity, length: 4, minimal_length: 4, count: 5 }\n  train: {"),
        "RNN003: the key 'data.train.count' is missing: expected how many sequences the training set has, by which the criterion is judged");

    [Fact]
    public void What_judges_says_right_or_wrong() => Report.IsErrors(
        TaskSpec(Spec.Seed.With("epochs: 3000", "sequences: 3000").With("batch_size: all", "until: { name: test_set, metric: { name: ⟦mae⟧ }, every: 10 }")),
        "RNN006: unknown metric 'mae': expected 'accuracy', 'binary_accuracy', 'legal_next_symbols' or 'within'");

    [Theory]
    [InlineData("accuracy", "it goes with an output for each class; for a single one there is 'binary_accuracy'")]
    [InlineData("legal_next_symbols", "it goes with the task 'embedded_reber': 7 inputs, 7 outputs, and an answer at every step")]
    public void What_judges_goes_with_the_model(string metric, string error) => Report.IsErrors(
        Spec.Seed.With("epochs: 3000", "sequences: 3000").With("batch_size: all", $"until: {{ name: test_set, metric: ⟦{{ name: {metric} }}⟧, every: 10 }}"),
        $"RNN006: unknown metric '{metric}': {error}");

    [Theory]
    [InlineData("{ name: kaiming_uniform, mode: ⟦fan⟧ }", "RNN006: unknown mode 'fan': expected 'fan_in' or 'fan_out'")]
    [InlineData("{ name: orthogonal, ⟦scale⟧: 2 }", "RNN002: unknown key 'scale': expected 'gain'")]
    [InlineData("{ name: zeros, ⟦value⟧: 2 }", "RNN002: unknown key 'value': nothing is expected here")]
    [InlineData("{ name: truncated_normal, a: 0, b: ⟦0⟧ }", "RNN005: 'initialization.default.b' must be more than a, which is 0, found 0")]
    [InlineData("{ name: ⟦truncated_normal⟧, a: 3 }", "RNN005: 'initialization.default.b' must be more than a, which is 3, found 2")]
    [InlineData("{ name: truncated_normal, mean: ⟦4.5⟧ }", "RNN005: 'initialization.default.mean' must be at most 2 standard deviations outside of a and b, found 4.5")]
    [InlineData("{ name: truncated_normal, std: ⟦0⟧ }", "RNN005: 'initialization.default.std' must be a positive number, found 0")]
    [InlineData("{ name: zeros }\n  generator: ⟦pcg64⟧", "RNN006: unknown generator of random numbers 'pcg64': expected 'philox' or 'random_state'")]
    public void An_initializer_has_the_arguments_of_its_table(string text, string error) => Report.IsErrors(Spec.Seed.With("{ name: normal, std: 0.1 }", text), error);

    // Every entry of every table, so that a name or an argument that the runtime's class does not have is found here.
    [Theory]
    [InlineData("optimizer: { name: rmsprop }\n  schedule: { name: constant }")]
    [InlineData("optimizer: { name: adagrad }\n  schedule: { name: step, step_size: 3 }\n  clipping: { name: value, clip_value: 1 }")]
    [InlineData("optimizer: { name: adam }\n  schedule: { name: cosine, t_max: 3 }\n  clipping: { name: global_norm, max_norm: 1 }")]
    [InlineData("optimizer: { name: adamw }\n  schedule: { name: reduce_on_plateau }\n  clipping: { name: parameter_norm, max_norm: 1 }")]
    [InlineData("optimizer: { name: sgd, learning_rate: 1 }\n  schedule: { name: warm_up, epochs: 3 }\n  early_stopping: { patience: 3 }\n  validation: { share: 0.1 }\n  parameters: { output.Who: { learning_rate: 2 }, layers.0.Whh: { frozen: true } }")]
    public void What_the_tables_say_compiles(string text) => CompiledSpecs.Image(Spec.File("tables", Spec.Seed.With(Optimizer, text)));

    [Fact]
    public void A_stream_and_every_initializer_compile()
    {
        var spec = Spec.Seed.With("epochs: 3000", "sequences: 3000").With("batch_size: all", "until: { name: tolerance, tolerance: 0.04, window: 2000, mean_error: 0.01 }");
        string[] initializers = ["{ name: ones }", "{ name: identity }", "{ name: orthogonal }", "{ name: xavier_uniform }", "{ name: xavier_normal }", "{ name: kaiming_uniform }",
            "{ name: kaiming_normal, a: 1, mode: fan_out }", "{ name: pytorch }", "{ name: keras }", "{ name: npz, path: a.npz }", "{ name: truncated_normal }\n  generator: philox", "{ name: zeros }", "{ name: constant, value: -0 }"];

        spec = TaskSpec(spec);
        CompiledSpecs.Image([Spec.File("judged", spec
            .With("train: {", "test: { name: parity, length: 4, minimal_length: 4, count: 5, unseen: true }\n  train: { count: 5,")
            .With("{ name: tolerance, tolerance: 0.04, window: 2000, mean_error: 0.01 }", "{ name: test_set, metric: { name: within, tolerance: 0.2 }, every: 10, misses: 1, mean_error: 0.1, sequences: 5, training_set: true }"))]);
        CompiledSpecs.Image(initializers.Select((text, index) => Spec.File($"stream-{index}", spec.With("{ name: normal, std: 0.1 }", text))));
    }

    // The rows replaced by a task.
    private static string TaskSpec(string spec)
    {
        var start = spec.IndexOf("data:", StringComparison.Ordinal);
        var end = spec.IndexOf("training:", StringComparison.Ordinal);
        return spec[..start].With("input_size: 3", "input_size: 1") + "data:\n  train: { name: parity, length: 4, minimal_length: 4 }\n" + spec[end..];
    }
}
