using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Infrastructure;
using RnnGen.Generator.Programs;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>Writes an experiment's class: a file a concern, so that a diff shows what changed.</summary>
internal static class ExperimentEmitter
{
    /// <summary>Writes the files of one experiment.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="cells">The cell files of the project by file name: the recorded spec has their equations, not their names.</param>
    /// <param name="program">The program.</param>
    /// <param name="rootNamespace">The namespace.</param>
    /// <param name="findings">Receives why there are none.</param>
    public static IEnumerable<GeneratedFile> Emit(
        ExperimentSpec spec,
        IReadOnlyDictionary<string, CellSpec?> cells,
        UnrolledProgram program,
        string rootNamespace,
        List<Finding> findings)
    {
        if (Plan.TooLarge(program, spec.Model.Units) is { } tooLarge)
        {
            findings.Add(tooLarge);
            return [];
        }

        var generated = new GeneratedClass(rootNamespace, GeneratedClass.ClassNameOf(spec.Name), spec.Name);
        var plan = Plan.For(program, spec.Model.Form, spec.Model.Units);
        program = plan.HasUnitLoops ? SumNaming.Apply(program) : program;
        var storage = new Storage(program, plan);
        if (storage.Length > (storage.IsLarge ? Plan.ValuesLimit : Plan.StructLimit))
        {
            var limit = plan.HasStepNames ? Plan.StructLimit : Plan.ValuesLimit;
            findings.Add(Finding.At(
                "model" + SpecPositions.KeyOf,
                Rules.TooLarge,
                FormattableString.Invariant($"a sequence of the model needs {storage.Length} numbers, and at most {limit} are possible: ")
                    + "make it shorter, or the layers smaller"));
            return [];
        }

        return
        [
            ModelEmitter.Emit(spec, program, plan, storage, generated),
            PassEmitter.Forward(program, plan, storage, generated),
            PassEmitter.Backward(program, plan, storage, generated),
            .. StepEmitter.Emit(spec, program.Network, generated),
            SettingsEmitter.Emit(Resolved(spec, cells), generated),
            DataEmitter.Emit(spec, generated),
        ];
    }

    private static ExperimentSpec Resolved(ExperimentSpec spec, IReadOnlyDictionary<string, CellSpec?> cells)
    {
        var layers = spec.Model.Layers.Select(layer => layer.Cell.File is { } file ? layer with { Cell = new CellReference(null, null, cells[file]) } : layer);
        return spec with { Model = spec.Model with { Layers = layers.ToEquatableArray() } };
    }

    /// <summary>The class of a spec with errors: there, so that these are the only errors, and of no use.</summary>
    public static GeneratedFile Stub(string name, string rootNamespace)
    {
        var generated = new GeneratedClass(rootNamespace, GeneratedClass.ClassNameOf(name), name);
        return generated.File("Model", ["System", "System.Collections.Generic", "RnnGen", "RnnGen.Data", "RnnGen.Evaluation"], writer =>
        {
            writer.Line($"/// <summary>Nothing: {name}.yaml has errors.</summary>");
            using (writer.Block($"public sealed {generated.Header} : Experiment"))
            {
                foreach (var (type, property) in (ReadOnlySpan<(string, string)>)
                [
                    ("string", "Name"), ("string", "Description"), ("int", "InputSize"), ("int", "SequenceLength"), ("int", "OutputSize"),
                    ("bool", "AnswersAtEveryStep"), ("bool", "HasVariableLength"), ("bool", "HasClassTargets"), ("int", "LossTerms"),
                    ("LossReduction", "Reduction"), ("ParameterLayout", "Layout"), ("string", "Plan"), ("string", "Spec"), ("ExperimentSettings", "Settings"),
                    ("IReadOnlyList<Sequence>", "Train"), ("IReadOnlyList<Sequence>", "Test"),
                ])
                {
                    writer.Line("/// <inheritdoc/>")
                        .Line($"public override {type} {property} => throw new InvalidOperationException(\"The spec has errors.\");")
                        .Line();
                }

                writer.Line("/// <inheritdoc/>").Line(
                    "protected override Kernels<TLane> GetKernels<TLane>() => throw new InvalidOperationException(\"The spec has errors.\");");
            }
        });
    }
}
