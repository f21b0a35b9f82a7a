using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>What of layers, losses, targets and data sources does not go together is an error where it stands.</summary>
public class NetworkTests
{
    private const string Layer = "- { cell: elman, size: 2, activation: tanh, bias: none }";
    private static readonly string Carried = Spec.Seed.With(Layer, "- { cell: elman, size: 2, initial_state: carried }");
    private const string Loss = "loss: { name: half_mse, reduce: mean }";

    [Theory]
    [InlineData("- { cell: elman, size: 2, residual: ⟦true⟧ }", "RNN012: a residual layer adds its input to its output: the input has 3 units, the output 2")]
    [InlineData("- ⟦{ cell: elman }⟧", "RNN003: the key 'model.layers[0].size' is missing: expected the number of units")]
    [InlineData("- { cell: lstm-1997, ⟦size⟧: 2 }", "RNN002: unknown key 'size': the cell's sizes are 'blocks' or 'block_size'")]
    [InlineData("- { cell: lstm-1997, blocks: ⟦0⟧ }", "RNN005: 'blocks' must be a whole number from 1 to 4096, found 0")]
    [InlineData("- { cell: lstm-1997, blocks: ⟦two⟧ }", "RNN004: 'blocks' must be a number, found 'two'")]
    [InlineData("- { cell: lstm-1997, truncation: ⟦stopgradient⟧ }", "RNN006: unknown function 'stopgradient': did you mean 'stop_gradient'?")]
    [InlineData("- { cell: elman, size: 2, initial_state: ⟦carried⟧, direction: reverse }", "RNN006: unknown initial state 'carried': a state is carried forward, and the layer reads in reverse")]
    public void A_layer_goes_together(string layer, string error) => Report.IsErrors(Spec.Seed.With(Layer, layer), error);

    [Fact]
    public void Windows_that_carry_a_state_are_not_drawn_for_the_validation() => Report.IsErrors(
        Carried.With("batch_size: all", "batch_size: 1\n  validation: ⟦{ share: 0.25 }⟧"),
        "RNN003: the key 'training.validation.shuffle' is missing: expected false, since a layer carries its state from window to window, and so the last windows validate");

    [Fact]
    public void States_are_not_carried_in_the_one_batch_that_is_the_default() => Report.IsErrors(
        Carried[..Carried.IndexOf("training:", StringComparison.Ordinal)] + "training: ⟦{ epochs: 1, optimizer: { name: sgd, learning_rate: 0.1 } }⟧\n",
        "RNN005: 'training.batch_size' must be a number of windows from 1 to 6, since a layer carries its state from each batch to the next, found all");

    [Fact]
    public void States_are_not_carried_through_sequences_of_a_task() => Report.IsErrors(
        Data(Carried.With("initial_state: carried", "initial_state: ⟦carried⟧"), "  train: { name: custom, type: My.Task }\n").With("epochs: 3000\n  batch_size: all", "sequences: 3000"),
        "RNN006: unknown initial state 'carried': a state is carried through the windows of a training set, and this training counts 'sequences', which are drawn one by one");

    [Theory]
    [InlineData("batch_size: ⟦all⟧", "all")]
    [InlineData("batch_size: ⟦7⟧", "7")]
    public void States_are_carried_from_batch_to_batch(string batchSize, string found) => Report.IsErrors(
        Carried.With("batch_size: all", batchSize),
        $"RNN005: 'training.batch_size' must be a number of windows from 1 to 6, since a layer carries its state from each batch to the next, found {found}");

    [Fact]
    public void States_of_the_windows_of_a_file_are_carried_from_batch_to_batch() => Report.IsErrors(
        Carried.With(Carried[Carried.IndexOf("  train:", StringComparison.Ordinal)..Carried.IndexOf("training:", StringComparison.Ordinal)], "  train: { name: npz, path: data/windows.npz, inputs: x, targets: y }\n")
            .With("batch_size: all", "batch_size: ⟦all⟧"),
        "RNN005: 'training.batch_size' must be a number of windows from 1, since a layer carries its state from each batch to the next, found all");

    [Theory]
    [InlineData("⟦train⟧", 4, "", "RNN003: the key 'data.train.stride' is missing: expected 4, the window, since a layer carries its state to the window that goes on where the one before ends")]
    [InlineData("train", 4, ", stride: ⟦1⟧", "RNN005: 'data.train.stride' must be 4, the window, since a layer carries its state to the window that goes on where the one before ends, found 1")]
    [InlineData("train", 4, ", stride: ⟦5⟧", "RNN005: 'data.train.stride' must be 4, the window, since a layer carries its state to the window that goes on where the one before ends, found 5")]
    [InlineData("train", 1, ", stride: ⟦2⟧", "RNN005: 'data.train.stride' must be 1, the window, since a layer carries its state to the window that goes on where the one before ends, found 2")]
    [InlineData("train", 4, ", stride: 4")]
    [InlineData("train", 1, "")]
    [InlineData("train", 4, ", stride: 4 }\n  ⟦test⟧: { name: series, path: a.csv, columns: A, rows: 1..9, window: 4, normalize_by_rows: 1..9", "RNN003: the key 'data.test.stride' is missing: expected 4, the window, since a layer carries its state to the window that goes on where the one before ends")]
    public void States_are_carried_through_windows_that_are_a_window_apart(string train, int window, string stride, params string[] errors) => Report.IsErrors(
        Data(Carried, $"  {train}: {{ name: series, path: a.csv, columns: A, rows: 1..9, window: {window}, normalize_by_rows: 1..9{stride} }}\n")
            .With("input_size: 3", "input_size: 1").With("sequence_length: 4", $"sequence_length: {window}").With("batch_size: all", "batch_size: 2"),
        errors);

    [Fact]
    public void Symbols_are_legal_in_a_grammar_alone() => Report.IsErrors(
        Spec.Seed.With("[binary_accuracy]", "[binary_accuracy, ⟦legal_next_symbols⟧]"),
        "RNN006: unknown metric 'legal_next_symbols': it goes with the task 'embedded_reber': 7 inputs, 7 outputs, and an answer at every step");

    [Theory]
    [InlineData("accuracy", "it goes with an output for each class; for a single one there is 'binary_accuracy'")]
    [InlineData("perplexity", "it goes with the loss 'cross_entropy', whose outputs are probabilities")]
    public void A_metric_of_classes_goes_with_classes(string metric, string expected) => Report.IsErrors(
        Spec.Seed.With("[binary_accuracy]", $"[binary_accuracy, ⟦{metric}⟧]"), $"RNN006: unknown metric '{metric}': {expected}");

    [Fact]
    public void A_single_output_is_no_probability_of_classes() => Report.IsErrors(
        Spec.Seed.With(Loss, "loss: { name: ⟦cross_entropy⟧, reduce: mean }").With("activation: sigmoid", "activation: softmax"),
        "RNN006: unknown loss 'cross_entropy': it goes with an output for each class; for a single one there is 'binary_cross_entropy'");

    [Fact]
    public void Initial_values_are_as_many_as_the_parameter_has() => Report.IsErrors(
        Spec.Seed.With("{ name: normal, std: 0.1 }", "{ name: normal, std: 0.1 }\n  parameters: { layers.0.Whh: ⟦{ name: values, values: [1, 2, 3] }⟧, output.Who: { name: values, values: [1, 2] } }"),
        "RNN012: the parameter 'layers.0.Whh' [2, 2] has 4 numbers, and 3 are given");

    [Fact]
    public void States_of_sequences_of_different_lengths_are_not_carried() => Report.IsErrors(
        Spec.Seed.With(Layer, "- { cell: elman, size: 2, initial_state: ⟦carried⟧ }").With("sequence_length: 4", "sequence_length: { max: 4 }"),
        "RNN006: unknown initial state 'carried': a state is carried where all windows have one length");

    [Theory]
    [InlineData("loss: { name: ⟦cross_entropy⟧, reduce: mean }", "RNN006: unknown loss 'cross_entropy': it goes with the output activation 'softmax', and the spec's is 'sigmoid'")]
    [InlineData("loss: { name: half_mse, reduce: mean, ⟦delta⟧: 1 }", "RNN002: unknown key 'delta': nothing is expected here")]
    [InlineData("loss: { name: huber, reduce: mean, delta: ⟦big⟧ }", "RNN004: 'delta' must be a number, found 'big'")]
    [InlineData("loss: { name: half_mse, reduce: mean, class_weights: ⟦[1, 2]⟧ }", "RNN004: 'loss.class_weights' must be a list of 1 numbers, one an output, found 2")]
    [InlineData("loss: { name: half_mse, reduce: mean, class_weights: ⟦[]⟧ }", "RNN004: 'loss.class_weights' must be a list of 1 numbers, one an output, found 0")]
    [InlineData("loss: { name: half_mse, reduce: mean, ⟦class_weights⟧: [2] }", "RNN002: unknown key 'class_weights': it goes with the loss 'cross_entropy', whose targets are classes")]
    public void A_loss_goes_with_its_output(string loss, string error) => Report.IsErrors(Spec.Seed.With(Loss, loss), error);

    [Theory]
    [InlineData("- { x: bbcb, y: ⟦[[0], [1]]⟧ }", "RNN016: there are 2 targets, but the sequence has 4 steps")]
    [InlineData("- { x: bbcb, y: [0, 1, 0, 1], weights: ⟦[1, 1]⟧ }", "RNN016: there are 2 weights, but the sequence has 4 steps")]
    [InlineData("- { x: bbcb, y: [0, 1, 0, 1], weights: [1, 1, ⟦-1⟧, 1] }", "RNN005: 'data.train[0].weights[2]' must be a number that is not negative, found -1")]
    [InlineData("- { x: bbcb, y: [0, 1, ⟦[0, 1]⟧, 1] }", "RNN016: the length of the target is 2, but model.output.size is 1")]
    public void There_is_a_target_at_every_step(string row, string error) => Report.IsErrors(EveryStep(row), error);

    [Theory]
    [InlineData("- { x: ⟦bbcbb⟧, y: [0] }", "RNN016: the length of 'bbcbb' is 5, but model.sequence_length.max is 4")]
    [InlineData("- { x: ⟦[]⟧, y: [0] }", "RNN016: the length of the sequence is 0, but model.sequence_length.max is 4")]
    public void A_sequence_is_no_longer_than_the_longest(string row, string error) => Report.IsErrors(
        Data(Spec.Seed.With("sequence_length: 4", "sequence_length: { max: 4 }"), $"  alphabet: {{ b: [0, 1, 0], c: [1, 0, 0] }}\n  train:\n    {row}\n"), error);

    [Fact]
    public void A_class_is_one_of_the_outputs() => Report.IsErrors(
        Data(Spec.Seed.With("output: { size: 1, activation: sigmoid", "output: { size: 3, activation: softmax").With(Loss, "loss: { name: cross_entropy, reduce: mean }"), "  train:\n    - { x: [[0, 0, 1], [0, 0, 1], [0, 0, 1], [0, 0, 1]], y: ⟦3⟧ }\n"),
        "RNN016: the class is 3, but model.output.size is 3 and classes are counted from 0");

    [Theory]
    [InlineData("  train: ⟦{ name: parity, length: 4, minimal_length: 4 }⟧\n", "RNN003: the key 'data.train.count' is missing: expected how many sequences are drawn for the training set; without it the task is a stream, and 'training' counts 'sequences'")]
    [InlineData("  train: { name: parity, length: 4, minimal_length: 4, count: 5 }\n  test: ⟦{ name: parity, length: 4, minimal_length: 4 }⟧\n", "RNN003: the key 'data.test.count' is missing: expected how many sequences are drawn for the test set")]
    [InlineData("  train: { name: ⟦paritie⟧, length: 4 }\n", "RNN006: unknown data source 'paritie': did you mean 'parity'?")]
    [InlineData("  ⟦train⟧: { name: parity, length: 4, count: 5 }\n", "RNN003: the key 'data.train.minimal_length' is missing: expected the length of the shortest sequence")]
    [InlineData("  train: { name: custom, type: ⟦My-Task⟧, count: 5 }\n", "RNN007: 'My-Task' cannot be a name: a class is its namespace and its name, joined by dots")]
    [InlineData("  train: { name: custom, type: ⟦''⟧, count: 5 }\n", "RNN004: 'data.train.type' must be a class of the project that derives from SequenceTask, with its namespace, found the text ''")]
    [InlineData("  train: { name: custom, type: ⟦My.class⟧, count: 5 }\n", "RNN007: 'My.class' cannot be a name: a class is its namespace and its name, joined by dots")]
    [InlineData("  train: { name: custom, type: My.Task, arguments: ⟦[1]⟧, count: 5 }\n", "RNN004: 'data.train.arguments' must be a mapping, found a list")]
    [InlineData("  train: { name: custom, type: My.Task, arguments: { length: ⟦[1, 2]⟧ }, count: 5 }\n", "RNN004: 'data.train.arguments.length' must be a number, true, false or a text, in quotes where it could be taken for one of them, found a list")]
    [InlineData("  train: { name: custom, type: My.Task, arguments: { ⟦length⟧: }, count: 5 }\n", "RNN004: 'data.train.arguments.length' must be a number, true, false or a text, in quotes where it could be taken for one of them, found nothing")]
    [InlineData("  train: { name: custom, type: My.Task, arguments: { length: ⟦True⟧ }, count: 5 }\n", "RNN004: 'data.train.arguments.length' must be a number, true, false or a text, in quotes where it could be taken for one of them, found 'True'")]
    [InlineData("  train: { name: custom, type: My.Task, arguments: { length: ⟦NULL⟧ }, count: 5 }\n", "RNN004: 'data.train.arguments.length' must be a number, true, false or a text, in quotes where it could be taken for one of them, found 'NULL'")]
    [InlineData("  train: { name: custom, type: My.Task, arguments: { length: ⟦~⟧ }, count: 5 }\n", "RNN004: 'data.train.arguments.length' must be a number, true, false or a text, in quotes where it could be taken for one of them, found '~'")]
    [InlineData("  train: { name: custom, type: My.Task, arguments: { length: ⟦.inf⟧ }, count: 5 }\n", "RNN004: 'data.train.arguments.length' must be a number, true, false or a text, in quotes where it could be taken for one of them, found '.inf'")]
    [InlineData("  train: { name: custom, type: My.Task, arguments: { length: ⟦1e999⟧ }, count: 5 }\n", "RNN004: 'data.train.arguments.length' must be a number, true, false or a text, in quotes where it could be taken for one of them, found '1e999'")]
    [InlineData("  train: { name: custom, type: My.Task, arguments: { length: ⟦0x10⟧ }, count: 5 }\n", "RNN004: 'data.train.arguments.length' must be a number, true, false or a text, in quotes where it could be taken for one of them, found '0x10'")]
    [InlineData("  train: { name: custom, type: My.Task, arguments: { length: ⟦1_000⟧ }, count: 5 }\n", "RNN004: 'data.train.arguments.length' must be a number, true, false or a text, in quotes where it could be taken for one of them, found '1_000'")]
    [InlineData("  train: { name: custom, type: My.Task, arguments: { ⟦twoMarks⟧: true }, count: 5 }\n", "RNN007: 'twoMarks' cannot be a name: an argument is lower-case words joined by _ and no keyword of C#, 'two_marks' for the constructor's 'twoMarks'")]
    [InlineData("  train: { name: custom, type: My.Task, arguments: { ⟦int⟧: 1 }, count: 5 }\n", "RNN007: 'int' cannot be a name: an argument is lower-case words joined by _ and no keyword of C#, 'two_marks' for the constructor's 'twoMarks'")]
    [InlineData("  train: ⟦{ name: custom, type: My.Task }⟧\n", "RNN003: the key 'data.train.count' is missing: expected how many sequences are drawn for the training set; without it the task is a stream, and 'training' counts 'sequences'; a class that loads a set, and derives from SequenceSource, is named 'custom_set'")]
    [InlineData("  train: { name: custom, type: My.Task, count: 5 }\n  test: ⟦{ name: custom, type: My.Task }⟧\n", "RNN003: the key 'data.test.count' is missing: expected how many sequences are drawn for the test set; a class that loads a set, and derives from SequenceSource, is named 'custom_set'")]
    [InlineData("  train: { name: ⟦custom_sett⟧, type: My.Set }\n", "RNN006: unknown data source 'custom_sett': did you mean 'custom_set'?")]
    [InlineData("  train: { name: custom_set, type: My.Set, ⟦count⟧: 5 }\n", "RNN002: unknown key 'count': it goes with tasks; a class that derives from SequenceTask is named 'custom'")]
    [InlineData("  train: { name: custom_set, type: My.Set }\n  test: { name: custom_set, type: My.Set, ⟦unseen⟧: true }\n", "RNN002: unknown key 'unseen': it goes with tasks; a class that derives from SequenceTask is named 'custom'")]
    [InlineData("  train: { name: custom_set, type: My.Set, ⟦path⟧: a.db }\n", "RNN002: unknown key 'path': expected 'arguments'")]
    [InlineData("  ⟦train⟧: { name: custom_set, arguments: { length: 4 } }\n", "RNN003: the key 'data.train.type' is missing: expected a class of the project that derives from SequenceSource, with its namespace")]
    [InlineData("  train: { name: custom_set, type: ⟦''⟧ }\n", "RNN004: 'data.train.type' must be a class of the project that derives from SequenceSource, with its namespace, found the text ''")]
    [InlineData("  train: { name: custom_set, type: ⟦My-Set⟧ }\n", "RNN007: 'My-Set' cannot be a name: a class is its namespace and its name, joined by dots")]
    [InlineData("  train: { name: custom_set, type: My.Set, arguments: { ⟦twoMarks⟧: true } }\n", "RNN007: 'twoMarks' cannot be a name: an argument is lower-case words joined by _ and no keyword of C#, 'two_marks' for the constructor's 'twoMarks'")]
    [InlineData("  train: { name: parity, length: 4, minimal_length: 4, ⟦arguments⟧: { length: 4 }, count: 5 }\n", "RNN002: unknown key 'arguments': expected 'every_step'")]
    [InlineData("  train: { name: temporal_order_1997, symbols: ⟦4⟧, count: 5 }\n", "RNN005: 'data.train.symbols' must be 2 or 3, found 4")]
    [InlineData("  train: { name: parity, length: 3, minimal_length: ⟦4⟧, count: 5 }\n", "RNN005: 'data.train.minimal_length' must be at most the length, which is 3, found 4")]
    [InlineData("  train: { name: adding, length: ⟦1⟧, count: 5 }\n", "RNN005: 'data.train.length' must be a whole number from 2 to 1000000000, found 1")]
    [InlineData("  train: { name: temporal_xor, length: ⟦1⟧, count: 5 }\n", "RNN005: 'data.train.length' must be a whole number from 2 to 1000000000, found 1")]
    [InlineData("  train: { name: two_sequence, variant: 3a, length: ⟦1⟧, informative: 1, count: 5 }\n", "RNN005: 'data.train.length' must be a whole number from 2 to 1000000000, found 1")]
    public void A_data_source_says_what_it_needs(string data, string error) => Report.IsErrors(Data(Spec.Seed, data), error);

    [Theory]
    [InlineData("count: 5, ⟦unseen⟧: true", "count: 5", "RNN002: unknown key 'unseen': expected 'every_step'")]
    [InlineData("every_step: false", "count: 5, ⟦unseen⟧: true", "RNN002: unknown key 'unseen': it goes with a training set, which 'data.train' has with a 'count'")]
    [InlineData("count: 5", "count: 5, unseen: ⟦1⟧", "RNN004: 'data.test.unseen' must be true or false, found '1'")]
    [InlineData("count: 5", "count: 5, unseen: true")]
    public void An_unseen_test_set_goes_with_a_training_set(string train, string test, string? error = null) => Report.IsErrors(
        Data(Spec.Seed, $"  train: {{ name: parity, length: 4, minimal_length: 4, {train} }}\n  test: {{ name: parity, length: 4, minimal_length: 4, {test} }}\n")
            .With("input_size: 3", "input_size: 1").With("epochs: 3000", "sequences: 3000").With("  batch_size: all\n", ""),
        error is null ? [] : [error]);

    private static string EveryStep(string row) =>
        Data(Spec.Seed.With("steps: last", "steps: every"), $"  alphabet: {{ b: [0, 1, 0], c: [1, 0, 0] }}\n  train:\n    {row}\n");

    private static string Data(string spec, string data)
    {
        var (start, end) = (spec.IndexOf("data:", StringComparison.Ordinal), spec.IndexOf("training:", StringComparison.Ordinal));
        return spec[..start] + "data:\n" + data + spec[end..];
    }
}
