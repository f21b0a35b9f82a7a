using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Infrastructure;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Equations;

/// <summary>Turns a cell and its settings in a layer into that layer's typed equations.</summary>
/// <param name="cell">The cell.</param>
/// <param name="prefix">The path of its parameters in the spec, <c>layers.0</c> for instance.</param>
/// <param name="suffix">What the names get where there are several layers, <c>_l0</c>, or nothing.</param>
/// <param name="place">Where findings go.</param>
/// <param name="isShipped">Whether the equations come with the generator, which may use names that users may not.</param>
internal sealed class LayerBinder(CellSpec cell, string prefix, string suffix, CellPlace place, bool isShipped)
{
    private readonly EquationBinder _binder = new();
    private readonly CellShapes _shapes = new(cell, place);
    private readonly Dictionary<string, NameSyntax> _targets = new(StringComparer.Ordinal);

    /// <summary>Binds the cell at its sizes.</summary>
    /// <param name="input">What the equations read by which name: <c>x</c>, and for a loss the prediction and the target.</param>
    /// <param name="size">The number of units.</param>
    /// <param name="settings">The layer's options.</param>
    /// <param name="reserved">Names that the cell's parameters must leave alone.</param>
    /// <returns>The layer, or null where something is wrong and reported.</returns>
    public Layer? Bind(IReadOnlyList<(string Name, Variable Variable)> input, int size, EquatableArray<Setting> settings, IReadOnlyCollection<string> reserved)
    {
        foreach (var (name, variable) in input)
        {
            _binder.Declare(name, variable);
        }

        var options = Options(settings);
        if (options is null)
        {
            return null;
        }

        var inputSize = input[0].Variable.Shape.Columns;
        if (!_shapes.Bind(options, inputSize, size))
        {
            return null;
        }

        var parameters = Parameters(options, reserved);
        var states = States();
        if (parameters is null || states is null || !Equations())
        {
            return null;
        }

        return Checked(states) is { } output
            ? new Layer(
                suffix,
                input[0].Variable,
                InKernels(parameters).ToEquatableArray(),
                states.ToEquatableArray(),
                EquatableArray<Variable>.Empty,
                _binder.Bound.ToEquatableArray(),
                output)
            : null;
    }

    // Every option with its value: the layer's setting, or the cell's default.
    private Dictionary<string, string>? Options(EquatableArray<Setting> settings)
    {
        var ok = true;
        foreach (var setting in settings.Where(setting => cell.Options.All(option => option.Name != setting.Name)))
        {
            var names = cell.Options.Select(option => option.Name);
            var suggestion = Suggestion.For(setting.Name, setting.Near is null ? names : [.. names, setting.Near]);
            ok = place.Setting(setting.Name + SpecPositions.KeyOf, Rules.UnknownKey, setting.Name, suggestion);
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var option in cell.Options)
        {
            var setting = settings.FirstOrDefault(setting => setting.Name == option.Name)?.Value;
            var value = setting ?? option.Default;
            values[option.Name] = value;
            if (option.Choices.Count == 0 && Clash(option.Name, [], isOption: true) is { } clash)
            {
                ok = place.Value($"options.{option.Name}{SpecPositions.KeyOf}", Rules.NameClash, option.Name, clash);
            }
            else if (option.IsNumber)
            {
                if (NumberText.Normalize(value) is { } number)
                {
                    _binder.DeclareNumber(option.Name, number);
                }
                else
                {
                    ok = place.Setting(option.Name, Rules.WrongType, option.Name, "a number", $"'{value}'");
                }
            }
            else if (Choices(option) is var choices && !choices.Contains(value))
            {
                string[] arguments = [option.Choices.Count > 0 ? option.Name : "function", value, Suggestion.For(value, choices)];
                ok = setting is null
                    ? place.Value(option.Choices.Count > 0 ? $"options.{option.Name}.default" : $"options.{option.Name}", Rules.UnknownChoice, arguments)
                    : place.Setting(option.Name, Rules.UnknownChoice, arguments);
            }
            else if (option.Choices.Count == 0)
            {
                _binder.DeclareFunction(option.Name, value);
            }
        }

        return ok ? values : null;
    }

    private static string[] Choices(CellOption option) => option.Choices.Count > 0 ? [.. option.Choices] : [.. Function.All.Keys, .. Calls.OptionNames];

    private List<Parameter>? Parameters(Dictionary<string, string> options, IReadOnlyCollection<string> reserved)
    {
        var parameters = new List<Parameter>();
        foreach (var parameter in cell.Parameters)
        {
            var path = "parameters." + parameter.Name;
            if (Clash(parameter.Name, reserved) is { } clash)
            {
                return place.Value(path + SpecPositions.KeyOf, Rules.NameClash, parameter.Name, clash) ? parameters : null;
            }

            if (parameter.When is { } when && !IsPossible(when, path))
            {
                return null;
            }

            if (parameter.When is { } condition && !condition.Values.Contains(options[condition.Option]))
            {
                _binder.DeclareAbsent(parameter.Name);
                continue;
            }

            var variable = new Variable(parameter.Name + suffix, VariableKind.Parameter, _shapes.Of(parameter.Shape));
            _binder.Declare(parameter.Name, variable);
            parameters.Add(new Parameter($"{prefix}.{parameter.Name}", variable, parameter.Shape[0] == "input", parameter.Role));
        }

        return parameters;
    }

    // Matrices know where they stand in their kernels. One that an option switches off leaves no gap.
    private Parameter[] InKernels(List<Parameter> parameters)
    {
        var placed = parameters.ToArray();
        foreach (var kernel in cell.Kernels)
        {
            var blocks = kernel.Matrices
                .Select(matrix => Array.FindIndex(placed, parameter => parameter.Path == $"{prefix}.{matrix}"))
                .Where(index => index >= 0)
                .ToArray();
            var columns = blocks.Sum(index => placed[index].Variable.Shape.Columns);
            var first = 0;
            foreach (var index in blocks)
            {
                placed[index] = placed[index] with { Block = new KernelBlock($"{prefix}.{kernel.Name}", first, columns) };
                first += placed[index].Variable.Shape.Columns;
            }
        }

        return placed;
    }

    private bool IsPossible(Condition when, string path)
    {
        if (cell.Options.FirstOrDefault(option => option.Name == when.Option) is not { } tested)
        {
            var names = cell.Options.Select(option => option.Name);
            var suggestion = Suggestion.For(when.Option, names, "the cell has no options");
            return place.Value($"{path}.when.{when.Option}{SpecPositions.KeyOf}", Rules.UnknownChoice, "option", when.Option, suggestion);
        }

        return when.Values.FirstOrDefault(value => !Choices(tested).Contains(value)) is not { } impossible
            || place.Value($"{path}.when.{when.Option}", Rules.UnknownChoice, when.Option, impossible, Suggestion.For(impossible, Choices(tested)));
    }

    private List<Variable>? States()
    {
        var states = new List<Variable>();
        foreach (var state in cell.States)
        {
            var shape = _shapes.Of(state.Shape);
            if (Clash(state.Name, []) is { } clash)
            {
                return place.Value("state." + state.Name + SpecPositions.KeyOf, Rules.NameClash, state.Name, clash) ? states : null;
            }

            if (shape.Rank != 1)
            {
                var mismatch = $"the state '{state.Name}' must be a vector, found the shape {shape}";
                return place.Value("state." + state.Name, Rules.ShapeMismatch, mismatch) ? states : null;
            }

            _binder.Declare(state.Name + EquationBinder.PreviousSuffix, new Variable(state.Name, VariableKind.Previous, shape));
            states.Add(new Variable(state.Name, VariableKind.Local, shape));
        }

        return states;
    }

    private bool Equations()
    {
        try
        {
            var assignments = Parser.Parse(cell.Step);
            for (var i = 0; i < assignments.Count; i++)
            {
                var target = assignments[i].Target;
                if (Clash(target.Name, []) is { } clash)
                {
                    throw EquationException.At(target, Rules.NameClash, target.Name, clash);
                }

                _targets.Add(target.Name, target);
                _binder.Assign(assignments[i], [.. assignments.Skip(i + 1).Select(assignment => assignment.Target.Name)]);
            }

            return true;
        }
        catch (EquationException exception)
        {
            return place.Step(exception);
        }
    }

    // What can only be seen after the last equation: states and the output are assigned, and nothing is declared in vain.
    private Variable? Checked(List<Variable> states)
    {
        foreach (var state in states)
        {
            if (_binder.Find(state.Name) is not { } assigned)
            {
                place.Value("state." + state.Name + SpecPositions.KeyOf, Rules.StateOrder, $"no equation assigns the state '{state.Name}'");
                return null;
            }

            if (assigned.Shape != state.Shape)
            {
                place.Value(
                    "state." + state.Name,
                    Rules.ShapeMismatch,
                    $"the state '{state.Name}' is declared as {state.Shape}, but its equation computes {assigned.Shape}");
                return null;
            }
        }

        if (_binder.Find(cell.Output) is not { Kind: VariableKind.Local } output)
        {
            place.Value("output", Rules.UnknownVariable, cell.Output, Suggestion.For(cell.Output, _targets.Keys, "the step assigns nothing"));
            return null;
        }

        return IsAllUsed(states) ? output : null;
    }

    private bool IsAllUsed(List<Variable> states)
    {
        var unusedOptions = cell.Options.Where(option => !_binder.IsRead(option.Name) && cell.Parameters.All(parameter =>
            parameter.When?.Option != option.Name && !parameter.Shape.SelectMany(CellShapes.Words).Contains(option.Name)));
        foreach (var option in unusedOptions)
        {
            return place.Value($"options.{option.Name}{SpecPositions.KeyOf}", Rules.Unused, "option", option.Name);
        }

        foreach (var parameter in cell.Parameters.Where(parameter => !_binder.IsRead(parameter.Name)))
        {
            return place.Value($"parameters.{parameter.Name}{SpecPositions.KeyOf}", Rules.Unused, "parameter", parameter.Name);
        }

        var unusedTargets = _targets.Values.Where(target =>
            target.Name != cell.Output && states.All(state => state.Name != target.Name) && !_binder.IsRead(target.Name));
        foreach (var target in unusedTargets)
        {
            return place.Step(EquationException.At(target, Rules.Unused, "value", target.Name));
        }

        return true;
    }

    // The reason why a name cannot be declared, or null.
    private string? Clash(string name, IReadOnlyCollection<string> reserved, bool isOption = false)
    {
        if (EquationBinder.IsFunction(name))
        {
            return "it is a function of the language";
        }

        if (_binder.IsTaken(name) || reserved.Contains(name))
        {
            return _binder.Find(name)?.Kind switch
            {
                VariableKind.Input => "it is the layer's input",
                VariableKind.Local => "it is assigned already, and each name is assigned once",
                VariableKind.Parameter => "it is a parameter",
                null when reserved.Contains(name) => "it is a parameter of the output layer",
                _ => "it is declared already",
            };
        }

        if (!isShipped && name == "loss")
        {
            return "it is what the loss computes";
        }

        if (isOption && name == "input")
        {
            return "it is the number of inputs in shapes";
        }

        if (isOption && cell.States.FirstOrDefault(state => state.Name + EquationBinder.PreviousSuffix == name) is { } state)
        {
            return $"it is the state '{state.Name}' before the step";
        }

        if (!isShipped && !isOption && name.Contains('_'))
        {
            return "a name is letters and digits; what follows a '_' is the generator's";
        }

        if (name.Length > 1 && name[0] == 'd' && _binder.Find(name.Substring(1)) is not null)
        {
            return $"it would be the gradient of '{name.Substring(1)}'";
        }

        return _binder.Find("d" + name) is not null ? $"its gradient would be 'd{name}', which is declared already" : null;
    }
}
