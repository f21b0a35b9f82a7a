using System.Globalization;
using RnnGen.Data;
using RnnGen.Generator.Equations;
using RnnGen.Generator.Specs;

namespace RnnGen.SpecTests.Interpreter;

/// <summary>Computes loss, gradient and predictions of a spec straight from its equations: what the generated code is held against.</summary>
internal sealed class SpecInterpreter
{
    private readonly ExperimentSpec _spec;
    private readonly ParameterLayout _layout;
    private readonly List<(CellSpec Cell, Dictionary<string, string> Options, string Prefix)> _layers;

    public SpecInterpreter(ExperimentSpec spec, ParameterLayout layout)
    {
        _spec = spec;
        _layout = layout;
        _layers = [.. spec.Model.Layers.Select((layer, i) => Resolve(CellOf(layer.Cell), layer.Options, $"layers.{i}"))];
    }

    /// <summary>The loss, its derivatives, and the predictions row by row.</summary>
    public (double Loss, double[] Gradient, double[] Predictions) Evaluate(IReadOnlyList<double> parameters, IReadOnlyList<Sequence> sequences)
    {
        var variables = parameters.Select(TapeValue.Constant).ToArray();
        var losses = new List<TapeValue>();
        var predictions = new List<double>();
        foreach (var sequence in sequences)
        {
            var (prediction, loss) = Run(variables, sequence);
            predictions.AddRange(prediction.Select(value => value.Value));
            losses.Add(loss);
        }

        var total = losses.Aggregate((left, right) => left + right);
        total = _spec.Loss.Reduce == "mean" ? total / TapeValue.Constant((double)sequences.Count * _spec.Model.Output.Size) : total;
        total.Backward();
        return (total.Value, [.. variables.Select(variable => variable.Gradient)], [.. predictions]);
    }

    private (TapeValue[] Prediction, TapeValue Loss) Run(TapeValue[] parameters, Sequence sequence)
    {
        var states = new Dictionary<string, TapeValue[]>();
        TapeValue[] top = [];
        for (var step = 0; step < _spec.Model.SequenceLength; step++)
        {
            top = [.. sequence.Steps.Skip(step * _spec.Model.InputSize).Take(_spec.Model.InputSize).Select(TapeValue.Constant)];
            for (var i = 0; i < _layers.Count; i++)
            {
                top = Step(_layers[i], _spec.Model.Layers[i].Size, parameters, top, states);
            }
        }

        var prediction = Step(Resolve(Library.Output, _spec.Model.Output.Options, "output"), _spec.Model.Output.Size, parameters, top, states);
        var loss = new EquationInterpreter(new Dictionary<string, string>()) { ["y_hat"] = prediction, ["y"] = [.. sequence.Target.Select(TapeValue.Constant)] };
        loss.Run(Library.Loss(_spec.Loss.Name)!.Step);
        return (prediction, loss["loss"][0]);
    }

    private TapeValue[] Step(
        (CellSpec Cell, Dictionary<string, string> Options, string Prefix) layer, int size, TapeValue[] parameters, TapeValue[] input, Dictionary<string, TapeValue[]> states)
    {
        var interpreter = new EquationInterpreter(layer.Options) { ["x"] = input };
        foreach (var parameter in layer.Cell.Parameters)
        {
            if (parameter.When is { } when && !when.Values.Contains(layer.Options[when.Option]))
            {
                interpreter.SetZero(parameter.Name);
                continue;
            }

            interpreter.SetMatrix(parameter.Name, View(_layout[$"{layer.Prefix}.{parameter.Name}"], parameters));
        }

        foreach (var state in layer.Cell.States)
        {
            interpreter[state.Name + "_prev"] = states.TryGetValue($"{layer.Prefix}.{state.Name}", out var value)
                ? value
                : [.. Enumerable.Repeat(0.0, Dimension(state.Shape[0], input.Length, size)).Select(TapeValue.Constant)];
        }

        interpreter.Run(layer.Cell.Step);
        foreach (var state in layer.Cell.States)
        {
            states[$"{layer.Prefix}.{state.Name}"] = interpreter[state.Name];
        }

        return interpreter[layer.Cell.Output];
    }

    private static TapeValue[][] View(ParameterInfo parameter, TapeValue[] parameters)
    {
        var columns = parameter.Shape[^1];
        return [.. Enumerable.Range(0, parameter.Length / columns).Select(row => parameters.AsSpan(parameter.Offset + (row * columns), columns).ToArray())];
    }

    private static (CellSpec, Dictionary<string, string>, string) Resolve(CellSpec cell, IEnumerable<Setting> settings, string prefix)
    {
        var options = cell.Options.ToDictionary(option => option.Name, option => settings.FirstOrDefault(setting => setting.Name == option.Name)?.Value ?? option.Default);
        return (cell, options, prefix);
    }

    private static CellSpec CellOf(CellReference cell) =>
        cell.Inline ?? (cell.File is { } file ? SpecCases.CellFiles[file] : Library.Cell(cell.BuiltIn!)!);

    private static int Dimension(string text, int input, int size) => text switch
    {
        "input" => input,
        "size" => size,
        _ => int.Parse(text, CultureInfo.InvariantCulture),
    };
}
