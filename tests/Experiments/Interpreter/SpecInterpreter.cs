using System.Globalization;
using RnnGen.Data;
using RnnGen.Generator.Equations;
using RnnGen.Generator.Specs;
using CarriedStates = System.Collections.Generic.Dictionary<string, double[]>;

namespace RnnGen.SpecTests.Interpreter;

/// <summary>
/// Computes loss, gradient and predictions of a spec straight from its equations, a sequence at a time over its real steps alone: what the generated code
/// is held against.
/// </summary>
internal sealed class SpecInterpreter(ExperimentSpec spec, ParameterLayout layout)
{
    private readonly ModelSpec _model = spec.Model;

    /// <summary>
    /// The loss, its derivatives, the predictions row by row, zeros where a sequence has ended, and of each sequence the last states of the layers that carry theirs.
    /// </summary>
    /// <param name="parameters">The parameters in the order of the layout.</param>
    /// <param name="sequences">The sequences.</param>
    /// <param name="carried">Of each sequence the carried states that it goes on from, constants; by default zeros.</param>
    public (double Loss, double[] Gradient, double[] Predictions, IReadOnlyList<CarriedStates> LastStates) Evaluate(
        IReadOnlyList<double> parameters,
        IReadOnlyList<Sequence> sequences,
        IReadOnlyList<CarriedStates>? carried = null)
    {
        var variables = parameters.Select(TapeValue.Constant).ToArray();
        var losses = new List<TapeValue>();
        var predictions = new List<double>();
        var lastStates = new List<CarriedStates>();
        var weights = 0.0;
        foreach (var (number, sequence) in sequences.Index())
        {
            var states = new CarriedStates(carried?[number] ?? []);
            var answers = Answers(variables, sequence, states);
            lastStates.Add(states);
            for (var i = 0; i < answers.Length; i++)
            {
                var weight = Weight(sequence, i);
                losses.Add(answers[i].Loss * TapeValue.Constant(weight));
                weights += weight;
                predictions.AddRange(answers[i].Prediction.Select(value => value.Value));
            }

            var missing = _model.Output.IsEveryStep ? _model.SequenceLength - answers.Length : 0;
            predictions.AddRange(Enumerable.Repeat(0.0, missing * _model.Output.Size));
        }

        var terms = spec.Loss.Name == "cross_entropy" ? 1 : _model.Output.Size;
        var total = losses.Aggregate((left, right) => left + right);
        total = spec.Loss.Reduce == "mean" ? total / TapeValue.Constant(weights * terms) : total;
        total.Backward();
        return (total.Value, [.. variables.Select(variable => variable.Gradient)], [.. predictions], lastStates);
    }

    private double Weight(Sequence sequence, int answer)
    {
        var ofClass = spec.Loss.ClassWeights.Count == 0
            ? 1
            : spec.Loss.ClassWeights.Select((weight, i) => double.Parse(weight, CultureInfo.InvariantCulture) * sequence.Target[(answer * _model.Output.Size) + i]).Sum();
        return ofClass * (sequence.Weights?[answer] ?? 1);
    }

    private (TapeValue[] Prediction, TapeValue Loss)[] Answers(TapeValue[] parameters, Sequence sequence, CarriedStates carried)
    {
        var length = sequence.Steps.Count / _model.InputSize;
        var signal = Enumerable.Range(0, length).Select(step => sequence.Steps.Skip(step * _model.InputSize).Take(_model.InputSize).Select(TapeValue.Constant).ToArray()).ToArray();

        // What the direction of a layer has read everything to compute: the output at its own last step.
        TapeValue[] final = [];
        for (var i = 0; i < _model.Layers.Count; i++)
        {
            var layer = _model.Layers[i];
            var input = signal;
            (string Prefix, bool IsReverse)[] directions = layer.Direction switch
            {
                LayerDirection.Forward => [($"layers.{i}", false)],
                LayerDirection.Reverse => [($"layers.{i}", true)],
                _ => [($"layers.{i}.forward", false), ($"layers.{i}.reverse", true)],
            };
            var outputs = directions.Select(direction => Run(layer, direction.Prefix, direction.IsReverse, parameters, input, carried)).ToArray();
            signal = [.. Enumerable.Range(0, length).Select(step => Residual(layer, input[step], [.. outputs.SelectMany(output => output[step])]))];
            var widths = outputs.Select(output => output[0].Length).ToArray();
            final = [.. directions.SelectMany((direction, j) => signal[direction.IsReverse ? 0 : length - 1].Skip(widths.Take(j).Sum()).Take(widths[j]))];
        }

        return _model.Output.IsEveryStep
            ? [.. signal.Select((top, step) => Answer(parameters, top, [.. sequence.Target.Skip(step * _model.Output.Size).Take(_model.Output.Size)]))]
            : [Answer(parameters, final, sequence.Target)];
    }

    private static TapeValue[] Residual(LayerSpec layer, TapeValue[] input, TapeValue[] output) =>
        layer.IsResidual ? [.. output.Zip(input, (left, right) => left + right)] : output;

    // The outputs of one direction, in the order of the steps. Its carried states, by names such as layers.0.h, are those before the sequence and then those behind it.
    private TapeValue[][] Run(LayerSpec layer, string prefix, bool isReverse, TapeValue[] parameters, TapeValue[][] input, CarriedStates carried)
    {
        var cell = CellOf(layer.Cell);
        var options = Options(cell, layer.Options);
        var states = cell.States.ToDictionary(state => state.Name, state => layer.InitialState switch
        {
            InitialState.Learned => View(layout[$"{prefix}.{state.Name}_init"], parameters)[0],
            InitialState.Carried when carried.TryGetValue($"{prefix}.{state.Name}", out var before) => [.. before.Select(TapeValue.Constant)],
            _ => [.. Enumerable.Repeat(0.0, Dimension(state.Shape[0], input[0].Length, layer.Size, options)).Select(TapeValue.Constant)],
        });
        var outputs = new TapeValue[input.Length][];
        foreach (var step in isReverse ? Enumerable.Range(0, input.Length).Reverse() : Enumerable.Range(0, input.Length))
        {
            var interpreter = Interpreter(cell, options, prefix, parameters);
            interpreter["x"] = input[step];
            foreach (var (name, value) in states)
            {
                interpreter[name + "_prev"] = value;
            }

            interpreter.Run(cell.Step);
            states = states.Keys.ToDictionary(name => name, name => interpreter[name]);
            outputs[step] = interpreter[cell.Output];
        }

        if (layer.InitialState == InitialState.Carried)
        {
            foreach (var (name, value) in states)
            {
                carried[$"{prefix}.{name}"] = [.. value.Select(unit => unit.Value)];
            }
        }

        return outputs;
    }

    private (TapeValue[] Prediction, TapeValue Loss) Answer(TapeValue[] parameters, TapeValue[] top, IReadOnlyList<double> target)
    {
        var output = Interpreter(Library.Output, Options(Library.Output, _model.Output.Options), "output", parameters);
        output["x"] = top;
        output.Run(Library.Output.Step);
        var equations = Library.Loss(spec.Loss.Name)!;
        var loss = Interpreter(equations, Options(equations, spec.Loss.Options), "loss", parameters);
        loss["y_hat"] = output["y_hat"];
        loss["z_out"] = output["z_out"];
        loss["y"] = [.. target.Select(TapeValue.Constant)];
        loss.Run(equations.Step);
        return (output["y_hat"], loss["loss"][0]);
    }

    private EquationInterpreter Interpreter(CellSpec cell, Dictionary<string, string> options, string prefix, TapeValue[] parameters)
    {
        var interpreter = new EquationInterpreter(options);
        foreach (var option in cell.Options.Where(option => option.IsNumber))
        {
            interpreter.SetNumber(option.Name, double.Parse(options[option.Name], CultureInfo.InvariantCulture));
        }

        foreach (var parameter in cell.Parameters)
        {
            if (parameter.When is { } when && !when.Values.Contains(options[when.Option]))
            {
                interpreter.SetNumber(parameter.Name, 0);
            }
            else
            {
                interpreter.SetMatrix(parameter.Name, View(layout[$"{prefix}.{parameter.Name}"], parameters));
            }
        }

        return interpreter;
    }

    private static TapeValue[][] View(ParameterInfo parameter, TapeValue[] parameters)
    {
        var columns = parameter.Shape[^1];
        return [.. Enumerable.Range(0, parameter.Length / columns).Select(row => parameters.AsSpan(parameter.Offset + (row * columns), columns).ToArray())];
    }

    private static Dictionary<string, string> Options(CellSpec cell, IEnumerable<Setting> settings) =>
        cell.Options.ToDictionary(option => option.Name, option => settings.FirstOrDefault(setting => setting.Name == option.Name)?.Value ?? option.Default);

    private static CellSpec CellOf(CellReference cell) =>
        cell.Inline ?? (cell.File is { } file ? SpecCases.CellFiles[file] : Library.Cell(cell.BuiltIn!)!);

    private static int Dimension(string text, int input, int size, Dictionary<string, string> options) => text.Split('*').Select(word => word.Trim() switch
    {
        "input" => input,
        "size" => size,
        var option when options.TryGetValue(option, out var value) => int.Parse(value, CultureInfo.InvariantCulture),
        var number => int.Parse(number, CultureInfo.InvariantCulture),
    }).Aggregate(1, (product, factor) => product * factor);
}
