using RnnGen.Testing;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>RNN016 and RNN005: tasks and validation shares that contradict the model or the rows.</summary>
public class DataCheckTests
{
    // Task, inputs, sequence length, outputs, steps: of each task the sizes that the model must have.
    public static TheoryData<string, int, string, int, string> Tasks => new()
    {
        { "adding, length: 5", 2, "5", 1, "last" },
        { "adding_1997, length: 25", 2, "{ max: 27 }", 1, "last" },
        { "multiplication_1997, length: 20", 2, "{ max: 22 }", 1, "last" },
        { "copy_memory, delay: 3", 10, "23", 9, "every" },
        { "embedded_reber", 7, "{ max: 50 }", 7, "every" },
        { "letter_sequence, length: 6", 6, "6", 6, "every" },
        { "long_time_lag_2a, p: 4", 5, "4", 5, "every" },
        { "long_time_lag_2b, p: 4, last_step: true", 5, "4", 5, "every" },
        { "long_time_lag_2c, q: 2, p: 3", 7, "{ max: 109 }", 2, "last" },
        { "parity, length: 5, minimal_length: 5", 1, "5", 1, "last" },
        { "parity, length: 5, minimal_length: 2, every_step: true", 1, "{ max: 5 }", 1, "every" },
        { "temporal_order_1997, symbols: 2", 8, "{ max: 110 }", 4, "last" },
        { "temporal_order_1997, symbols: 3", 8, "{ max: 110 }", 8, "last" },
        { "temporal_xor, length: 7", 1, "7", 1, "every" },
        { "two_sequence, variant: 3a, length: 35, informative: 3", 1, "{ max: 38 }", 1, "last" },
    };

    [Theory]
    [InlineData("csv, path: a.csv, rows: 1..9, inputs: 1..6, steps: 3, target: 7", 2, "4", 1, "last", "the data source 'csv' has sequences of 3 steps, but model.sequence_length is 4")]
    [InlineData("csv, path: a.csv, rows: 1..9, inputs: 1..6, steps: 3, target: 7..9", 2, "4", 1, "every", "the data source 'csv' has sequences of 3 steps, but model.sequence_length is 4")]
    [InlineData("csv, path: a.csv, rows: 1..9, inputs: 1..6, steps: 3, target: 7, classes: 5", 2, "3", 4, "last", "the data source 'csv' has 5 outputs, but model.output.size is 4")]
    [InlineData("csv, path: a.csv, rows: 1..9, inputs: 1..6, steps: 3, target: 7..9, classes: 5", 2, "3", 4, "every", "the data source 'csv' has 5 outputs, but model.output.size is 4")]
    [InlineData("series, path: a.csv, columns: A, rows: 1..9, window: 3, normalize_by_rows: 1..9", 1, "4", 1, "every", "the data source 'series' has sequences of 3 steps, but model.sequence_length is 4")]
    [InlineData("series, path: a.csv, columns: A, rows: 1..9, window: 3, normalize_by_rows: 1..9", 2, "3", 1, "last", "the data source 'series' has 1 inputs a step, but model.input_size is 2")]
    public void A_file_whose_sequences_are_not_the_models(string source, int inputs, string length, int outputs, string steps, string error) => Report.IsErrors(
        Of("parity", inputs, length, outputs, steps).With("{ name: parity }", $"⟦{{ name: {source} }}⟧").With("sequences: 10", "epochs: 1"), "RNN016: " + error);

    [Theory]
    [InlineData("csv, rows: 1..9, inputs: ⟦1..5⟧, steps: 3, target: 7", 1, "last", "RNN016: there are 5 columns of inputs, but 3 steps of model.input_size 2 take 6")]
    [InlineData("csv, rows: 1..9, inputs: 1..6, steps: 3, target: ⟦7..8⟧", 1, "last", "RNN016: there are 2 columns of targets, but model.output.size 1 takes 1")]
    [InlineData("csv, rows: 1..9, inputs: 1..6, steps: 3, target: ⟦7..11⟧", 2, "every", "RNN016: there are 5 columns of targets, but 3 steps of model.output.size 2 take 6")]
    [InlineData("csv, rows: 1..9, inputs: 1..6, steps: 3, target: ⟦7..9⟧, classes: 4", 4, "last", "RNN016: there are 3 columns of classes, but a class takes 1")]
    [InlineData("csv, rows: 1..9, inputs: 1..6, steps: 3, target: ⟦7⟧, classes: 4", 4, "every", "RNN016: there are 1 columns of classes, but 3 steps of a class take 3")]
    [InlineData("csv, rows: 1..9, inputs: ⟦A..F⟧, steps: 3, target: 7", 1, "last", "RNN004: 'data.train.inputs' must be columns counted from 1 such as 1..64, since no header names them, found 'A..F'")]
    [InlineData("csv, rows: 1..9, inputs: 1..6, steps: 3, target: ⟦last⟧", 1, "last", "RNN004: 'data.train.target' must be columns counted from 1 such as 1..64, since no header names them, found 'last'")]
    public void Columns_of_a_file_without_a_header_that_are_not_the_models(string source, int outputs, string steps, string error) => Report.IsErrors(
        Of("parity", 2, "3", outputs, steps).With("{ name: parity }", $"{{ name: {source}, path: a.csv, header: false }}").With("sequences: 10", "epochs: 1"), error);

    [Fact]
    public void A_series_without_a_header_has_no_names() => Report.IsErrors(
        Of("parity", 1, "3", 1, "last").With("{ name: parity }", "{ name: series, path: a.csv, header: false, columns: ⟦JAN..DEC⟧, rows: 1..9, window: 3, normalize_by_rows: 1..9 }").With("sequences: 10", "epochs: 1"),
        "RNN004: 'data.train.columns' must be columns counted from 1 such as 1..64, since no header names them, found 'JAN..DEC'");

    [Theory]
    [InlineData("⟦0⟧", "RNN005: 'data.train.stride' must be a whole number from 1 to 1000000000, found 0")]
    [InlineData("⟦window⟧", "RNN004: 'data.train.stride' must be a whole number from 1 to 1000000000, found 'window'")]
    [InlineData("2")]
    public void Windows_start_some_steps_behind_one_another(string stride, params string[] errors) => Report.IsErrors(
        Of("parity", 1, "3", 1, "last").With("{ name: parity }", $"{{ name: series, path: a.csv, columns: A, rows: 1..9, window: 3, stride: {stride}, normalize_by_rows: 1..9 }}").With("sequences: 10", "epochs: 1"),
        errors);

    [Theory]
    [InlineData("npz, path: a.npz, inputs: x, targets: y, ⟦lengths⟧: n", "3", "last", "RNN002: unknown key 'lengths': it goes with sequences of different lengths, 'model.sequence_length: { max: 3 }'")]
    [InlineData("npy, inputs: x.npy, targets: y.npy, ⟦lengths⟧: n.npy", "3", "last", "RNN002: unknown key 'lengths': it goes with sequences of different lengths, 'model.sequence_length: { max: 3 }'")]
    [InlineData("npz, path: a.npz, inputs: x, targets: y, ⟦weights⟧: w", "3", "last", "RNN002: unknown key 'weights': it goes with an answer at every step, 'model.output.steps: every'")]
    [InlineData("npy, inputs: x.npy, targets: y.npy, ⟦weights⟧: w.npy", "3", "last", "RNN002: unknown key 'weights': it goes with an answer at every step, 'model.output.steps: every'")]
    [InlineData("npz, path: a.npz, inputs: x, targets: y, lengths: ⟦''⟧", "{ max: 3 }", "last", "RNN004: 'data.train.lengths' must be the array of the steps of each sequence: [sequences], found the text ''")]
    [InlineData("npz, path: a.npz, inputs: x, targets: y, weights: ⟦[1, 2]⟧", "3", "every", "RNN004: 'data.train.weights' must be text, found a list")]
    [InlineData("npz, path: a.npz, inputs: x, targets: y, lengths: n, weights: w", "{ max: 3 }", "every")]
    [InlineData("npy, inputs: x.npy, targets: y.npy, lengths: n.npy, weights: w.npy", "{ max: 3 }", "every")]
    [InlineData("npz, path: a.npz, inputs: x, targets: y, lengths: n", "{ max: 3 }", "last")]
    [InlineData("npz, path: a.npz, inputs: x, targets: y, weights: w", "3", "every")]
    public void Arrays_of_lengths_and_of_weights_go_with_networks_that_take_them(string source, string length, string steps, params string[] errors) => Report.IsErrors(
        Of("parity", 1, length, 1, steps).With("{ name: parity }", $"{{ name: {source} }}").With("sequences: 10", "epochs: 1"), errors);

    [Theory]
    [InlineData("path: a.csv, columns: A, rows: 5..9, normalize_by_rows: ⟦1..5⟧", "the columns A of the rows 1..5 behind the header of 'a.csv'")]
    [InlineData("path: a.csv, columns: ⟦B⟧, rows: 5..9, normalize_by_rows: 1..4", "the columns B of the rows 1..4 behind the header of 'a.csv'")]
    [InlineData("path: ⟦b.csv⟧, columns: A, rows: 5..9, normalize_by_rows: 1..4", "the columns A of the rows 1..4 behind the header of 'b.csv'")]
    [InlineData("path: a.csv, columns: ⟦1⟧, header: false, rows: 5..9, normalize_by_rows: 1..4", "the columns 1 of the rows 1..4 of 'a.csv'")]
    [InlineData("path: b.csv, columns: A, rows: 5..9, normalize_by_rows: 1..4, normalize_by_path: a.csv")]
    [InlineData("path: a.csv, columns: A, rows: 5..9, normalize_by_rows: 1..4, normalize_by_path: a.csv")]
    [InlineData("path: a.csv, columns: A, rows: 5..9, normalize_by_rows: 1..4")]
    public void A_test_series_has_the_units_of_the_training_series(string test, string? error = null) => Report.IsErrors(
        Of("parity", 1, "3", 1, "last").With("sequences: 10", "epochs: 1")
            .With("{ name: parity }", $"{{ name: series, path: a.csv, columns: A, rows: 1..4, window: 3, normalize_by_rows: 1..4 }}\n  test: {{ name: series, window: 3, {test} }}"),
        error is null ? [] : [$"RNN016: the test series is normalised by {error}, but the training series by the columns A of the rows 1..4 behind the header of 'a.csv': a network has the units of its training, in whatever file 'normalize_by_path' says that they are"]);

    [Theory]
    [InlineData("csv, path: a.csv, header: false, rows: 1..9, inputs: 1..6, steps: 3, target: 7..9", 2, 1, "every")]
    [InlineData("csv, path: a.csv, header: false, rows: 1..9, inputs: 1..6, steps: 3, target: 7..12", 2, 2, "every")]
    [InlineData("csv, path: a.csv, header: false, rows: 1..9, inputs: 1..6, steps: 3, target: 7..9, classes: 4", 2, 4, "every")]
    [InlineData("csv, path: a.csv, header: false, rows: 1..9, inputs: 1..6, steps: 3, target: 7, classes: 4", 2, 4, "last")]
    [InlineData("csv, path: a.csv, rows: 1..9, inputs: A..F, steps: 3, target: 9", 2, 2, "every")]
    [InlineData("series, path: a.csv, columns: A, rows: 1..9, window: 3, normalize_by_rows: 1..9", 1, 1, "every")]
    [InlineData("series, path: a.csv, columns: A, rows: 1..9, window: 3, normalize_by_rows: 1..9", 1, 1, "last")]
    public void A_file_may_have_targets_at_the_last_step_or_at_every_step(string source, int inputs, int outputs, string steps) => Report.IsErrors(
        Of("parity", inputs, "3", outputs, steps).With("{ name: parity }", $"{{ name: {source} }}").With("sequences: 10", "epochs: 1"));

    [Theory]
    [InlineData("rows: ⟦abc⟧, inputs: 1..6, steps: 3, target: 7", "rows", "the rows, counted from 1 behind the header: 1..1000, found 'abc'")]
    [InlineData("rows: ⟦9..1⟧, inputs: 1..6, steps: 3, target: 7", "rows", "the rows, counted from 1 behind the header: 1..1000, found '9..1'")]
    [InlineData("rows: ⟦0..1⟧, inputs: 1..6, steps: 3, target: 7", "rows", "the rows, counted from 1 behind the header: 1..1000, found '0..1'")]
    [InlineData("rows: ⟦1..2..3⟧, inputs: 1..6, steps: 3, target: 7", "rows", "the rows, counted from 1 behind the header: 1..1000, found '1..2..3'")]
    [InlineData("rows: ⟦[1, 2]⟧, inputs: 1..6, steps: 3, target: 7", "rows", "the rows, counted from 1 behind the header: 1..1000, found a list")]
    [InlineData("rows: 7, inputs: ⟦''⟧, steps: 3, target: 7", "inputs", "the columns of the inputs, step by step: 1..64, or YEAR, found the text ''")]
    public void A_range_or_a_text_that_is_none(string arguments, string key, string error) => Report.IsErrors(
        Of("parity", 2, "3", 1, "last").With("{ name: parity }", $"{{ name: csv, path: a.csv, {arguments} }}").With("sequences: 10", "epochs: 1"), $"RNN004: 'data.train.{key}' must be {error}");

    [Theory]
    [MemberData(nameof(Tasks))]
    public void The_sizes_of_a_task_are_those_that_the_library_says(string task, int inputs, string length, int outputs, string steps)
    {
        var experiment = CompiledSpecs.Load(Spec.File("some-task", Of(task, inputs, length, outputs, steps))).Values.Single();

        Assert.Equal((experiment.InputSize, experiment.OutputSize, experiment.SequenceLength), (experiment.Task!.InputSize, experiment.Task.OutputSize, experiment.Task.MaximalLength));
        Assert.Equal((experiment.HasVariableLength, experiment.AnswersAtEveryStep), (experiment.Task.HasVariableLength, experiment.Task.HasTargetAtEveryStep));
    }

    [Theory]
    [InlineData("adding, length: 5", 3, "5", 1, "last", "the task 'adding' has 2 inputs a step, but model.input_size is 3")]
    [InlineData("adding, length: 5", 2, "5", 2, "last", "the task 'adding' has 1 outputs, but model.output.size is 2")]
    [InlineData("adding, length: 5", 2, "6", 1, "last", "the task 'adding' has sequences of 5 steps, but model.sequence_length is 6")]
    [InlineData("adding, length: 5", 2, "5", 1, "every", "the task 'adding' has targets at the last step alone, but model.output.steps is every")]
    [InlineData("temporal_xor, length: 5", 1, "5", 1, "last", "the task 'temporal_xor' has targets at every step, but model.output.steps is last")]
    [InlineData("adding_1997, length: 20", 2, "22", 1, "last", "the task 'adding_1997' has sequences of different lengths, the longest of 22 steps, but model.sequence_length is 22 and not { max: 22 }")]
    [InlineData("adding_1997, length: 20", 2, "{ max: 21 }", 1, "last", "the task 'adding_1997' has sequences of 22 steps, but model.sequence_length is 21")]
    public void A_task_that_the_model_contradicts_is_an_error(string task, int inputs, string length, int outputs, string steps, string message) =>
        Report.IsErrors(Of(task, inputs, length, outputs, steps).With($"{{ name: {task} }}", $"⟦{{ name: {task} }}⟧"), "RNN016: " + message);

    [Fact]
    public void A_class_of_the_project_takes_its_arguments_by_name()
    {
        // The library's own class, as if it were the project's.
        var adding = Set("adding, length: 6, halves: true");
        var custom = Set("custom, type: RnnGen.Data.Tasks.AddingProblem, arguments: { halves: true, length: 6 }");

        Assert.Equal(adding.Train.Select(sequence => sequence.Steps), custom.Train.Select(sequence => sequence.Steps));
        Assert.Contains("""{ "name": "custom", "type": "RnnGen.Data.Tasks.AddingProblem", "arguments": { "halves": true, "length": 6 }, "count": 3 }""", custom.Spec, StringComparison.Ordinal);

        static Experiment Set(string task) =>
            CompiledSpecs.Load(Spec.File("some-task", Of(task + ", count: 3", 2, "6", 1, "last").With("sequences: 10", "epochs: 1"))).Values.Single();
    }

    [Theory]
    [InlineData("length: 007", "length: 7")]
    [InlineData("length: -3", "length: -3")]
    [InlineData("length: 12345678901234567890", "length: 12345678901234567890.0")]
    [InlineData("noise: 1e-3", "noise: 1e-3")]
    [InlineData("noise: 2.50", "noise: 2.50")]
    [InlineData("two_marks_a: true", "twoMarksA: true")]
    [InlineData("words: a b", "words: \"a b\"")]
    [InlineData("words: '7'", "words: \"7\"")]
    [InlineData("words: 'true'", "words: \"true\"")]
    [InlineData("words: '\"\\'", "words: \"\\\"\\\\\"")]
    [InlineData("words: ''", "words: \"\"")]
    [InlineData("b: 1, a: 2", "b: 1, a: 2")]
    [InlineData("", "")]
    public void Arguments_are_numbers_flags_and_texts(string arguments, string code) => Assert.Contains(
        $"public override SequenceTask Task => new global::My.Task({code});",
        GeneratorRun.Files(Spec.File("some-task", Of($"custom, type: My.Task, arguments: {{ {arguments} }}", 2, "5", 1, "last")))["SomeTask.Data.g.cs"],
        StringComparison.Ordinal);

    [Theory]
    [InlineData("epochs: 1")]
    [InlineData("sequences: 10")]
    public void A_class_of_the_project_loads_a_set(string length)
    {
        var file = Spec.File("some-task", Of("custom_set, type: My.Set, arguments: { path: a.db, two_marks: true } }\n  test: { name: custom_set, type: My.Set", 2, "5", 1, "last").With("sequences: 10", length));
        var data = GeneratorRun.Files(file)["SomeTask.Data.g.cs"];

        Assert.Contains("IReadOnlyList<Sequence> Train => field ??= SequenceSet.Load(new global::My.Set(path: \"a.db\", twoMarks: true), this, set: \"training\");", data, StringComparison.Ordinal);
        Assert.Contains("IReadOnlyList<Sequence> Test => field ??= SequenceSet.Load(new global::My.Set(), this, set: \"test\");", data, StringComparison.Ordinal);
        Assert.DoesNotContain("Task Task", data, StringComparison.Ordinal);
        Report.IsErrors(file.Text);
    }

    [Theory]
    [InlineData("{ name: custom_set, type: My.Set }")]
    [InlineData("{ name: custom, type: My.Task, count: 3, unseen: true }")]
    [InlineData("{ name: npz, path: a.npz, inputs: x, targets: y }")]
    public void A_set_that_a_class_loads_goes_with_any_test_set(string test) => Report.IsErrors(
        Of("custom_set, type: My.Set", 2, "{ max: 5 }", 1, "every").With("training:", $"  test: {test}\ntraining:").With("sequences: 10", "epochs: 1"));

    [Fact]
    public void The_longest_sequence_of_a_task_is_no_negative_number() => Report.IsErrors(
        Of("long_time_lag_2c, q: 1000000000, p: 1", 5, "{ max: 22 }", 2, "last").With("{ name: long_time_lag_2c, q: 1000000000, p: 1 }", "⟦{ name: long_time_lag_2c, q: 1000000000, p: 1 }⟧"),
        "RNN016: the task 'long_time_lag_2c' has sequences of 2147483647 steps, but model.sequence_length is 22");

    [Theory]
    [InlineData("lstm, size: 4096", "1024", "a sequence of the model needs 50356229 numbers, and at most 32000000 are possible: make it shorter, or the layers smaller")]
    [InlineData("elman, size: 4096", "4096", "a sequence of the model needs 33562629 numbers, and at most 32000000 are possible: make it shorter, or the layers smaller")]
    public void A_network_of_more_numbers_than_a_column_has_is_refused(string layer, string length, string message) => Report.IsErrors(
        Of($"adding, length: {length}", 2, length, 1, "last").With("model:", "⟦model⟧:").With("elman, size: 2", layer), "RNN022: " + message);

    [Fact]
    public void Sequences_of_more_inputs_than_a_struct_has_are_refused() => Report.IsErrors(
        Of("long_time_lag_2a, p: 2000", 2001, "2000", 2001, "every").With("model:", "⟦model⟧:"), "RNN022: a sequence of the model has 8008000 inputs, and at most 2000000 are possible: make it shorter");

    [Theory]
    [InlineData("0.01", "0 of 12")]
    [InlineData("0.99", "12 of 12")]
    public void A_validation_share_leaves_rows_on_both_sides(string share, string rows) => Report.IsErrors(
        Spec.Seed.With("  log_every: 300", $"  validation: {{ share: ⟦{share}⟧ }}"),
        $"RNN005: 'training.validation.share' must be a share that leaves at least one row to train and one to validate, found {share}, which is {rows}");

    private static string Of(string task, int inputs, string length, int outputs, string steps) => $$"""
        description: A task.
        seed: 0
        model:
          input_size: {{inputs}}
          sequence_length: {{length}}
          layers:
            - { cell: elman, size: 2 }
          output: { size: {{outputs}}, steps: {{steps}} }
        loss: { name: mse, reduce: mean }
        initialization:
          default: { name: normal, std: 0.1 }
        data:
          train: { name: {{task}} }
        training:
          sequences: 10
          optimizer: { name: sgd, learning_rate: 0.1 }
        """;
}
