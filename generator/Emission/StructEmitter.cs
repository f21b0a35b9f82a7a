using System.Globalization;
using RnnGen.Generator.Equations;
using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Emission;

/// <summary>Writes the structs that name every number: of the parameters, of their gradients, and of what a column of sequences reads and computes.</summary>
internal sealed class StructEmitter
{
    private readonly Network _network;
    private readonly Plan _plan;
    private readonly Storage _storage;
    private readonly Names _names;
    private readonly SourceWriter _writer;
    private readonly SortedSet<int> _vectors = [];

    private StructEmitter(Network network, Plan plan, Storage storage, SourceWriter writer)
    {
        (_network, _plan, _storage, _names, _writer) = (network, plan, storage, new Names(plan, storage), writer);
    }

    public static void Write(UnrolledProgram program, Plan plan, Storage storage, SourceWriter writer)
    {
        // The fields are written through pointers to their structs, which the compiler does not see.
        writer.Line().Line("#pragma warning disable CS0649, CS0169, IDE0044, IDE0051");
        var emitter = new StructEmitter(program.Network, plan, storage, writer);
        if (plan.HasUnitLoops)
        {
            emitter.WritePackedParameters(PackedParameters.Of(program));
        }
        else
        {
            emitter.WriteParameters();
        }

        emitter.WriteInputs();
        emitter.WriteValues();
        if (storage.IsLarge)
        {
            emitter.WriteDistance();
        }

        emitter.WriteArrays();
    }

    /// <summary>
    /// Where the carried states stand after the last step in a column's values, and before the first one in its inputs:
    /// the places and the length of each.
    /// </summary>
    public static IEnumerable<(int Value, int Input, int Length)> CarriedStates(UnrolledProgram program, Plan plan, Storage storage)
    {
        var network = program.Network;
        var input = (network.HasTargetAtEnd ? 1 + network.Output.Output.Shape.Columns : 0)
            + (network.SequenceLength * InputsOfStep(network, plan.LooksUpInputs, 0).Sum(variable => variable.Shape.Length));
        foreach (var (state, initial) in network.CarriedStates)
        {
            var last = state with { Step = network.SequenceLength - 1 };
            var others = network.HasOutputEachStep && !storage.IsLarge ? 0 : storage.ColumnValues.Sum(value => value.Shape.Length);
            var value = plan.HasStepNames
                ? storage.Values.TakeWhile(value => value != last).Sum(value => value.Shape.Length)
                : others
                    + ((network.SequenceLength - 1) * storage.StepValues.Sum(value => value.Shape.Length))
                    + storage.StepValues.TakeWhile(value => value.Name != last.Name).Sum(value => value.Shape.Length);
            yield return (value, input, state.Shape.Length);
            input += initial.Shape.Length;
        }
    }

    /// <summary>
    /// What a sequence brings to a step: the inputs, which of them is the single one, whether the step is real, the target
    /// and its share in the loss, and the dropout masks.
    /// </summary>
    public static IEnumerable<Variable> InputsOfStep(Network network, bool looksUpInputs, int step)
    {
        yield return new Variable("x", VariableKind.Input, Shape.Vector(network.InputSize), step);
        if (looksUpInputs)
        {
            yield return new Variable("symbol", VariableKind.Input, Shape.Vector(1), step);
        }

        if (network.HasVariableLength)
        {
            yield return new Variable("live", VariableKind.Input, Shape.Vector(1), step);
        }

        if (network.HasOutputEachStep && network.HasLoss)
        {
            yield return new Variable("y", VariableKind.Target, network.Output.Output.Shape, step);
            yield return new Variable("share", VariableKind.Share, Shape.Vector(1), step);
        }

        foreach (var layer in network.Layers.Where(layer => layer.HasDropout))
        {
            yield return new Variable("mask" + layer.Suffix, VariableKind.Input, Shape.Vector(layer.Width), step);
        }
    }

    private void WriteParameters()
    {
        var parameters = _network.Parameters.Select(parameter => parameter.Variable).ToArray();
        Struct("Parameters", "The parameters, each number in every lane.", () => Fields(parameters));
        if (_network.HasLoss)
        {
            Struct(
                "Gradients",
                "The derivatives of the loss with respect to the parameters, lane by lane.",
                () => Fields(parameters.Select(parameter => parameter.Gradient)));
        }
    }

    private void WriteInputs()
    {
        var share = new Variable("share", VariableKind.Share, Shape.Vector(1));
        var target = new Variable("y", VariableKind.Target, _network.Output.Output.Shape);
        var summary = !_network.HasLoss
            ? "A sequence a lane: the inputs of the step, and the states before it."
            : _network.HasOutputEachStep
            ? "A sequence a lane: its steps, each with its target and its share in the loss; a share is zero where there is none."
            : "A sequence a lane: its share in the loss (1/len(x) of a mean; zero in a lane without a sequence), its steps, its target.";
        if (!_plan.HasStepNames)
        {
            Steps("InputSteps", "InputStep", _network.SequenceLength);
            var ofStep = _plan.LooksUpInputs
                ? "The inputs of one step; symbol is the number of the one that is 1 where all others are 0."
                : "The inputs of one step.";
            Struct("InputStep", ofStep, () => Fields(InputsOfStep(_network, _plan.LooksUpInputs, 0)));
        }

        Struct("Inputs", summary, () =>
        {
            Fields(_network.HasTargetAtEnd ? [share] : []);
            if (_plan.HasStepNames)
            {
                Fields(Enumerable.Range(0, _network.SequenceLength).SelectMany(step => InputsOfStep(_network, _plan.LooksUpInputs, step)));
            }
            else
            {
                _writer.Line("public InputSteps<TLane> Steps;");
            }

            Fields(_network.HasTargetAtEnd ? [target] : []);
            Fields(_network.CarriedStates.Select(pair => pair.Initial));
        });
    }

    private void WriteValues()
    {
        var what = _network.HasLoss ? ", forward and backward; a gradient is called d and what it belongs to." : ".";
        if (_plan.HasStepNames)
        {
            Struct("Values", "What is computed of a sequence" + what, () => Fields(_storage.Values));
            return;
        }

        if (!_storage.IsLarge)
        {
            Steps("ValueSteps", "ValueStep", _network.SequenceLength);
        }

        Struct("ValueStep", "What is computed in one step" + what, () => Fields(_storage.StepValues));
        var ofSequence = _storage.IsLarge
            ? "What is computed of a sequence; the other steps lie behind the first one."
            : "What is computed of a sequence.";
        Struct("Values", ofSequence, () =>
        {
            var others = _storage.ColumnValues;
            if (_storage.IsLarge)
            {
                Fields(others);
                _writer.Line("public ValueStep<TLane> Steps;");
            }
            else if (_network.HasOutputEachStep)
            {
                _writer.Line("public ValueSteps<TLane> Steps;");
                Fields(others);
            }
            else
            {
                Fields(others);
                _writer.Line("public ValueSteps<TLane> Steps;");
            }
        });
    }

    // No struct has room for all steps.
    private void WriteDistance()
    {
        var others = _network.SequenceLength - 1;
        _writer.Line().Line("/// <summary>The bytes of all that is computed of a column of sequences.</summary>");
        _writer.Line("private static int ValuesSize<TLane>()").Line(FormattableString.Invariant(
            $"    where TLane : unmanaged, ILane<TLane> => sizeof(Values<TLane>) + ({others} * sizeof(ValueStep<TLane>));"));
        _writer.Line().Line("/// <summary>The next column's values.</summary>");
        _writer.Line("private static Values<TLane>* Next<TLane>(Values<TLane>* v)").Line(
            "    where TLane : unmanaged, ILane<TLane> => (Values<TLane>*)((byte*)v + ValuesSize<TLane>());");
    }

    private void WritePackedParameters(PackedParameters packed)
    {
        _writer.Line().Line(
            "/// <summary>The parameters as products and loops read them: matrices in blocks of four columns, "
            + "and transposed (T) where the backward pass needs them.</summary>");
        using (_writer.Block("private readonly struct Parameters<TLane>(TLane* first)\n    where TLane : unmanaged, ILane<TLane>"))
        {
            _writer.Line("private readonly Numbers<TLane> _first = new(first);").Line();
            foreach (var field in packed.Fields)
            {
                _writer.Line(FormattableString.Invariant($"public Numbers<TLane> {Names.WholeField(field.Name)} => _first + {field.Start};"));
            }
        }
    }

    // Arrays whose elements lie in their struct, a type for each length.
    private void WriteArrays()
    {
        foreach (var length in _vectors)
        {
            _writer.Line().Line(FormattableString.Invariant($"[InlineArray({length})]"));
            using (_writer.Block(FormattableString.Invariant($"private struct Vector{length}<TLane>\n    where TLane : unmanaged")))
            {
                _writer.Line("private TLane _first;");
            }
        }
    }

    private void Steps(string name, string item, int count)
    {
        _writer.Line().Line($"[InlineArray({count.ToString(CultureInfo.InvariantCulture)})]");
        using (_writer.Block($"private struct {name}<TLane>\n    where TLane : unmanaged"))
        {
            _writer.Line($"private {item}<TLane> _first;");
        }
    }

    private void Struct(string name, string summary, Action fields)
    {
        _writer.Line().Line($"/// <summary>{summary}</summary>");
        using (_writer.Block($"private struct {name}<TLane>\n    where TLane : unmanaged"))
        {
            fields();
        }
    }

    private void Fields(IEnumerable<Variable> variables)
    {
        foreach (var variable in variables)
        {
            if (_plan.HasUnitLoops && variable.Shape.Length > 1)
            {
                _vectors.Add(variable.Shape.Length);
                _writer.Line(FormattableString.Invariant($"public Vector{variable.Shape.Length}<TLane> {Names.WholeField(variable.Name)};"));
                continue;
            }

            _writer.Line($"public TLane {string.Join(", ", _names.Fields(variable))};");
        }
    }
}
