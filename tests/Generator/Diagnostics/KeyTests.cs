using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>RNN002 and RNN003: keys that nobody reads, and keys that are not there.</summary>
public class KeyTests
{
    [Theory]
    [InlineData("log_every: 300", "⟦log_evry⟧: 300", "unknown key 'log_evry': did you mean 'log_every'?")]
    [InlineData("seed: 0", "seed: 0\n⟦sede⟧: 1", "unknown key 'sede': expected 'legend'")]
    [InlineData("  precision: float64", "  ⟦percision⟧: float64", "unknown key 'percision': did you mean 'precision'?")]
    [InlineData("  precision: float64", "  ⟦Precision⟧: float64", "unknown key 'Precision': did you mean 'precision'?")]
    [InlineData("  precision: float64", "  ⟦colour⟧: red", "unknown key 'colour': expected 'form', 'precision' or 'units'")]
    [InlineData("metrics: [", "⟦model.layers⟧: 1\nmetrics: [", "unknown key 'model.layers': expected 'legend'")]
    [InlineData("  batch_size: all", "  ⟦\"a\\nb\"⟧: all", "unknown key 'a\\u000ab': expected 'batch_size', 'clipping', 'early_stopping', 'parameters', 'schedule', 'sequences', 'shuffle', 'snapshot_epochs', 'snapshot_sequences', 'until' or 'validation'")]
    [InlineData("{ x: bbcb, y: [0] }", "{ x: bbcb, y: [0], ⟦z⟧: 1 }", "unknown key 'z': nothing is expected here")]
    [InlineData("learning_rate: 0.1", "learning_rate: 0.1, ⟦momentun⟧: 0.9", "unknown key 'momentun': did you mean 'momentum'?")]
    [InlineData("std: 0.1", "std: 0.1, ⟦mean⟧: 1", "unknown key 'mean': nothing is expected here")]
    public void A_key_that_nobody_reads_is_an_error(string old, string replacement, string message) =>
        Report.IsErrors(Spec.Seed.With(old, replacement), "RNN002: " + message);

    [Theory]
    [InlineData("activation: tanh, bias: none", "activation: tanh, ⟦bais⟧: none", "unknown key 'bais': did you mean 'bias'?")]
    [InlineData("activation: tanh, bias: none", "⟦units⟧: 2", "unknown key 'units': expected 'activation' or 'bias'")]
    [InlineData("activation: sigmoid, bias: none", "⟦act⟧: sigmoid", "unknown key 'act': expected 'activation' or 'bias'")]
    public void An_option_that_the_cell_does_not_have_is_an_unknown_key(string old, string replacement, string message) =>
        Report.IsErrors(Spec.Seed.With(old, replacement), "RNN002: " + message);

    [Fact]
    public void A_missing_key_of_the_file_is_reported_at_its_first_key() => Report.IsErrors(
        Spec.Seed.With("description: ", "⟦description⟧: ").With("seed: 0\n", ""),
        "RNN003: the key 'seed' is missing: expected the seed of the random numbers, a whole number");

    [Fact]
    public void Parameters_of_their_own_do_not_stand_for_the_default() => Report.IsErrors(
        Spec.Seed.With("initialization:", "⟦initialization⟧:").With("default: { name: normal, std: 0.1 }", "parameters: {}"),
        "RNN003: the key 'initialization.default' is missing: expected the distribution of every parameter without one of its own");

    [Theory]
    [InlineData("model:", "  input_size: 3\n", "the key 'model.input_size' is missing: expected the number of inputs a step")]
    [InlineData("model:", "  sequence_length: 4\n", "the key 'model.sequence_length' is missing: expected the number of steps")]
    [InlineData("model:", "  output: { size: 1, activation: sigmoid, bias: none, steps: last }\n", "the key 'model.output' is missing: expected the output layer such as { size: 1, activation: sigmoid }")]
    [InlineData("output:", "size: 1, ", "the key 'model.output.size' is missing: expected the number of outputs")]
    [InlineData("loss:", "name: half_mse, ", "the key 'loss.name' is missing: expected the loss's name, half_mse for instance")]
    [InlineData("loss:", ", reduce: mean", "the key 'loss.reduce' is missing: expected how the losses of sequences are put together: mean or sum")]
    [InlineData("default:", "name: normal, ", "the key 'initialization.default.name' is missing: expected the distribution's name")]
    [InlineData("default:", ", std: 0.1", "the key 'initialization.default.std' is missing: expected the standard deviation")]
    [InlineData("data:", "  alphabet: { a: [0, 0, 1], b: [0, 1, 0], c: [1, 0, 0] }\n", "the key 'data.alphabet' is missing: expected the symbols such as abc, or the vector of each such as { a: [0, 1], b: [1, 0] }")]
    [InlineData("training:", "  epochs: 3000\n", "the key 'training.epochs' is missing: expected the number of passes over the training set")]
    [InlineData("training:", "  optimizer: { name: sgd, learning_rate: 0.1 }\n", "the key 'training.optimizer' is missing: expected the optimizer such as { name: sgd, learning_rate: 0.1 }")]
    [InlineData("optimizer:", "name: sgd, ", "the key 'training.optimizer.name' is missing: expected the optimizer's name")]
    [InlineData("optimizer:", ", learning_rate: 0.1", "the key 'training.optimizer.learning_rate' is missing: expected the learning rate")]
    public void A_missing_key_is_reported_at_the_key_of_its_mapping(string mapping, string missing, string message) =>
        Report.IsErrors(Spec.Seed.With(missing, "").With(mapping, $"⟦{mapping.TrimEnd(':')}⟧:"), "RNN003: " + message);

    [Theory]
    [InlineData("{ cell: elman, size: 2, activation: tanh, bias: none }", "⟦{ cell: elman, activation: tanh }⟧", "the key 'model.layers[0].size' is missing: expected the number of units")]
    [InlineData("{ cell: elman, size: 2, activation: tanh, bias: none }", "⟦{ size: 2 }⟧", "the key 'model.layers[0].cell' is missing: expected a cell's name, its file (./my-cell.yaml) or its equations")]
    [InlineData("{ x: bbcb, y: [0] }", "⟦{ x: bbcb }⟧", "the key 'data.train[0].y' is missing: expected the target, a list of numbers")]
    [InlineData("{ x: bbcb, y: [0] }", "⟦y:⟧\n        - 0", "the key 'data.train[0].x' is missing: expected the sequence: a text over the alphabet, or a list of vectors")]
    public void A_missing_key_of_an_item_is_reported_at_the_item(string old, string replacement, string message) =>
        Report.IsErrors(Spec.Seed.With(old, replacement), "RNN003: " + message);

    [Theory]
    [InlineData("epochs: 3000", "⟦epocs⟧: 3000", "unknown key 'epocs': did you mean 'epochs'?")]
    [InlineData("output: { size: 1, ", "output: { ⟦siez⟧: 1, ", "unknown key 'siez': did you mean 'size'?")]
    [InlineData("{ cell: elman, ", "{ ⟦cel⟧: elman, ", "unknown key 'cel': did you mean 'cell'?")]
    [InlineData("{ cell: elman, size: 2, ", "{ cell: elman, ⟦siez⟧: 2, ", "unknown key 'siez': did you mean 'size'?")]
    [InlineData("bias: none, steps: last }", "bias: none, ⟦stesp⟧: last }", "unknown key 'stesp': did you mean 'steps'?")]
    [InlineData("loss: { name: half_mse, reduce: mean", "loss: { name: half_mse, reduce: mean, ⟦class_weight⟧: [1]", "unknown key 'class_weight': did you mean 'class_weights'?")]
    [InlineData("loss: { name: half_mse, reduce: mean", "loss: { name: half_mse, ⟦reduec⟧: mean", "unknown key 'reduec': did you mean 'reduce'?")]
    public void A_misspelled_key_is_unknown_and_not_missing_as_well(string old, string replacement, string message) =>
        Report.IsErrors(Spec.Seed.With(old, replacement), "RNN002: " + message);

    [Fact]
    public void A_missing_size_is_the_only_error_although_every_row_depends_on_it() => Report.IsErrors(
        Spec.Seed.With("model:\n  input_size: 3\n  sequence_length: 4\n", "⟦⟦model⟧⟧:\n"),
        "RNN003: the key 'model.input_size' is missing: expected the number of inputs a step",
        "RNN003: the key 'model.sequence_length' is missing: expected the number of steps");
}
