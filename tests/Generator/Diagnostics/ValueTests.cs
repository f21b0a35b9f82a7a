using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>RNN004, RNN005 and RNN006: values of the wrong type, out of range, or none of the choices.</summary>
public class ValueTests
{
    [Theory]
    [InlineData("seed: 0", "seed: ⟦none⟧", "'seed' must be a whole number from 0 to 4294967295, found 'none'")]
    [InlineData("input_size: 3", "input_size: ⟦'3'⟧", "'model.input_size' must be a whole number from 1 to 4096, found the text '3'")]
    [InlineData("input_size: 3", "input_size: ⟦3.0⟧", "'model.input_size' must be a whole number from 1 to 4096, found '3.0'")]
    [InlineData("input_size: 3", "⟦input_size⟧:", "'model.input_size' must be a whole number from 1 to 4096, found nothing")]
    [InlineData("sequence_length: 4", "sequence_length: ⟦[4]⟧", "'model.sequence_length' must be a whole number from 1 to 4096, found a list")]
    [InlineData("sequence_length: 4", "sequence_length: { max: ⟦many⟧ }", "'model.sequence_length.max' must be a whole number from 2 to 4096, found 'many'")]
    [InlineData("size: 2,", "size: 2, residual: ⟦yes⟧,", "'model.layers[0].residual' must be true or false, found 'yes'")]
    [InlineData("size: 2,", "size: 2, dropout: ⟦half⟧,", "'model.layers[0].dropout' must be a number, found 'half'")]
    [InlineData("epochs: 3000", "epochs: ⟦[3000]⟧", "'training.epochs' must be a whole number from 1 to 1000000000, found a list")]
    [InlineData("learning_rate: 0.1", "learning_rate: ⟦fast⟧", "'training.optimizer.learning_rate' must be a number, found 'fast'")]
    [InlineData("learning_rate: 0.1", "learning_rate: ⟦.inf⟧", "'training.optimizer.learning_rate' must be a number, found '.inf'")]
    [InlineData("learning_rate: 0.1", "learning_rate: ⟦1e400⟧", "'training.optimizer.learning_rate' must be a number, found '1e400'")]
    [InlineData("learning_rate: 0.1", "learning_rate: ⟦0x1⟧", "'training.optimizer.learning_rate' must be a number, found '0x1'")]
    [InlineData("batch_size: all", "batch_size: ⟦some⟧", "'training.batch_size' must be 'all' or a whole number from 1 to 1000000000, found 'some'")]
    [InlineData("metrics: [binary_accuracy]", "metrics: [{ name: within, tolerance: 0.1 }, ⟦{ name: within, tolerance: 0.2 }⟧]", "'metrics[1]' must be another metric than those before it, found 'within' again")]
    [InlineData("metrics: [binary_accuracy]", "metrics: ⟦binary_accuracy⟧", "'metrics' must be a list, found 'binary_accuracy'")]
    [InlineData("optimizer: { name: sgd, learning_rate: 0.1 }", "optimizer: ⟦sgd⟧", "'training.optimizer' must be the optimizer such as { name: sgd, learning_rate: 0.1 }, found 'sgd'")]
    [InlineData("{ name: half_mse, reduce: mean }", "⟦[half_mse, mean]⟧", "'loss' must be a loss such as { name: half_mse, reduce: mean }, found a list")]
    [InlineData("name: half_mse", "name: ⟦[half_mse]⟧", "'loss.name' must be the loss's name, half_mse for instance, found a list")]
    [InlineData("    - { cell: elman, size: 2, activation: tanh, bias: none }", "    - ⟦elman⟧", "'model.layers[0]' must be a layer such as { cell: elman, size: 2 }, found 'elman'")]
    [InlineData("layers:\n    - { cell: elman, size: 2, activation: tanh, bias: none }", "layers: ⟦[]⟧", "'model.layers' must be a list of at least one layer, found none")]
    [InlineData("cell: elman", "cell: ⟦[elman]⟧", "'model.layers[0].cell' must be a cell's name, its file or its equations, found a list")]
    [InlineData("activation: tanh", "activation: ⟦[tanh]⟧", "'model.layers[0].activation' must be text, found a list")]
    [InlineData("{ x: bbcb, y: [0] }", "⟦bbcb⟧", "'data.train[0]' must be a row such as { x: abc, y: [0] }, found 'bbcb'")]
    [InlineData("{ x: bbcb, y: [0] }", "{ x: bbcb, y: ⟦zero⟧ }", "'data.train[0].y' must be a list of numbers, found 'zero'")]
    [InlineData("{ x: bbcb, y: [0] }", "{ x: bbcb, y: [⟦no⟧] }", "'data.train[0].y[0]' must be a number, found 'no'")]
    [InlineData("{ x: bbcb, y: [0] }", "{ x: bbcb, y: [⟦no⟧: 1] }", "'data.train[0].y[0]' must be a number, found a mapping")]
    [InlineData("a: [0, 0, 1]", "a: [0, ⟦'0'⟧, 1]", "'data.alphabet.a[1]' must be a number, found the text '0'")]
    [InlineData("a: [0, 0, 1]", "a: ⟦1⟧", "'data.alphabet.a' must be the symbol's vector, a list of numbers, found '1'")]
    [InlineData("description: Does the letter a", "description: ⟦\"Bell \\a\"⟧ #", "'description' must be printable text, found the character U+0007")]
    public void A_value_has_the_type_that_its_key_says(string old, string replacement, string message) =>
        Report.IsErrors(Spec.Seed.With(old, replacement), "RNN004: " + message);

    [Theory]
    [InlineData("seed: 0", "seed: ⟦-1⟧", "'seed' must be a whole number from 0 to 4294967295, found -1")]
    [InlineData("seed: 0", "seed: ⟦4294967296⟧", "'seed' must be a whole number from 0 to 4294967295, found 4294967296")]
    [InlineData("seed: 0", "seed: ⟦99999999999999999999⟧", "'seed' must be a whole number from 0 to 4294967295, found 99999999999999999999")]
    [InlineData("input_size: 3", "input_size: ⟦0⟧", "'model.input_size' must be a whole number from 1 to 4096, found 0")]
    [InlineData("size: 2,", "size: 2, dropout: ⟦1⟧,", "'model.layers[0].dropout' must be at least 0 and less than 1, found 1")]
    [InlineData("sequence_length: 4", "sequence_length: { max: ⟦1⟧ }", "'model.sequence_length.max' must be a whole number from 2 to 4096, found 1")]
    [InlineData("size: 2,", "size: ⟦4097⟧,", "'model.layers[0].size' must be a whole number from 1 to 4096, found 4097")]
    [InlineData("learning_rate: 0.1", "learning_rate: ⟦0.00⟧", "'training.optimizer.learning_rate' must be a positive number, found 0.00")]
    [InlineData("learning_rate: 0.1", "learning_rate: ⟦1e-400⟧", "'training.optimizer.learning_rate' must be a positive number, found 1e-400")]
    [InlineData("learning_rate: 0.1", "learning_rate: ⟦-.5⟧", "'training.optimizer.learning_rate' must be a positive number, found -0.5")]
    [InlineData("std: 0.1", "std: ⟦-0.1⟧", "'initialization.default.std' must be a positive number, found -0.1")]
    [InlineData("{ name: normal, std: 0.1 }", "{ name: uniform, low: 1, high: ⟦-1⟧ }", "'initialization.default.high' must be more than low, which is 1, found -1")]
    [InlineData("log_every: 300", "log_every: ⟦0⟧", "'training.log_every' must be a whole number from 1 to 1000000000, found 0")]
    [InlineData("log_every: 300", "snapshot_epochs: ⟦3001⟧", "'training.snapshot_epochs' must be a whole number from 1 to 3000, found 3001")]
    public void A_number_is_in_its_range(string old, string replacement, string message) =>
        Report.IsErrors(Spec.Seed.With(old, replacement), "RNN005: " + message);

    [Theory]
    [InlineData("precision: float64", "precision: ⟦float46⟧", "unknown precision 'float46': did you mean 'float64'?")]
    [InlineData("precision: float64", "form: ⟦rolled⟧", "unknown form 'rolled': did you mean 'unrolled'?")]
    [InlineData("precision: float64", "form: ⟦spelled⟧", "unknown form 'spelled': expected 'looped', 'shared' or 'unrolled'")]
    [InlineData("reduce: mean", "reduce: ⟦average⟧", "unknown reduction 'average': expected 'mean' or 'sum'")]
    [InlineData("name: half_mse", "name: ⟦half_mes⟧", "unknown loss 'half_mes': did you mean 'half_mse'?")]
    [InlineData("size: 2,", "size: 2, direction: ⟦both⟧,", "unknown direction 'both': expected 'bidirectional', 'forward' or 'reverse'")]
    [InlineData("size: 2,", "size: 2, initial_state: ⟦learnt⟧,", "unknown initial state 'learnt': did you mean 'learned'?")]
    [InlineData("steps: last", "steps: ⟦first⟧", "unknown choice of steps 'first': expected 'every' or 'last'")]
    [InlineData("[binary_accuracy]", "[⟦binary_acuracy⟧]", "unknown metric 'binary_acuracy': did you mean 'binary_accuracy'?")]
    [InlineData("[binary_accuracy]", "[⟦[]⟧]", "unknown metric 'a list': expected 'accuracy', 'binary_accuracy', 'legal_next_symbols', 'mae', 'perplexity', 'r2', 'rmse', 'sequence_accuracy' or 'within'")]
    [InlineData("name: sgd", "name: ⟦adma⟧", "unknown optimizer 'adma': did you mean 'adam'?")]
    [InlineData("name: sgd", "⟦name⟧:", "unknown optimizer '': expected 'adagrad', 'adam', 'adamw', 'rmsprop' or 'sgd'")]
    [InlineData("activation: tanh", "activation: ⟦tahn⟧", "unknown function 'tahn': did you mean 'tanh'?")]
    [InlineData("activation: sigmoid", "activation: ⟦sigmod⟧", "unknown function 'sigmod': did you mean 'sigmoid'?")]
    [InlineData("tanh, bias: none", "tanh, bias: ⟦triple⟧", "unknown bias 'triple': expected 'double', 'none' or 'single'")]
    [InlineData("cell: elman", "cell: ⟦elmann⟧", "unknown cell 'elmann': did you mean 'elman'?")]
    public void A_choice_is_one_of_those_that_there_are(string old, string replacement, string message) =>
        Report.IsErrors(Spec.Seed.With(old, replacement), "RNN006: " + message);

    [Fact]
    public void The_arguments_of_an_unknown_distribution_are_not_judged() => Report.IsErrors(
        Spec.Seed.With("{ name: normal, std: 0.1 }", "{ name: ⟦unifrom⟧, low: -1, high: 1 }"),
        "RNN006: unknown initializer 'unifrom': did you mean 'uniform'?");

    [Fact]
    public void Every_wrong_value_is_reported_in_one_build() => Report.IsErrors(
        Spec.Seed.With("seed: 0", "seed: ⟦x⟧").With("float64", "⟦float16⟧").With("epochs: 3000", "epochs: ⟦0⟧"),
        "RNN004: 'seed' must be a whole number from 0 to 4294967295, found 'x'",
        "RNN006: unknown precision 'float16': did you mean 'float32'?",
        "RNN005: 'training.epochs' must be a whole number from 1 to 1000000000, found 0");

    [Fact]
    public void A_long_value_is_not_repeated_in_full() => Report.IsErrors(
        Spec.Seed.With("epochs: 3000", $"epochs: ⟦{new string('9', 40)}x⟧"),
        $"RNN004: 'training.epochs' must be a whole number from 1 to 1000000000, found '{new string('9', 40)}...'");
}
