using RnnGen.Generator.Equations;
using RnnGen.Generator.Infrastructure;
using RnnGen.Generator.Programs;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>Writes one step of the network by itself, with which the runtime predicts.</summary>
internal static class StepEmitter
{
    /// <summary>Writes the file; a network that reads backward has none.</summary>
    public static IEnumerable<GeneratedFile> Emit(ExperimentSpec spec, Network network, GeneratedClass generated)
    {
        if (OneStep.Of(network) is not { } step)
        {
            yield break;
        }

        var plan = Plan.For(step.Program, ProgramForm.Unrolled, spec.Model.Units);
        var program = step.Program with { Forward = step.First.Concat(step.Program.Forward).ToEquatableArray() };
        program = plan.HasUnitLoops ? SumNaming.Apply(program) : program;
        var storage = new Storage(program, plan);
        yield return generated.File("Step", ["System.Runtime.CompilerServices", "RnnGen.Evaluation", "RnnGen.Numerics"], writer =>
        {
            using (writer.Block("public sealed unsafe " + generated.Header))
            {
                writer.Line("/// <inheritdoc/>").Line("protected override Kernels<TLane>? GetStepKernels<TLane>() => StepCode.GetKernels<TLane>();").Line();
                writer.Line("/// <summary>One step, from the states before it to those after it.</summary>");
                using (writer.Block("private static class StepCode"))
                {
                    writer.Line("/// <summary>What the runtime calls.</summary>");
                    KernelsEmitter.Write(
                        "public static Kernels<TLane> GetKernels<TLane>()\n    where TLane : unmanaged, ILane<TLane> => new()",
                        program,
                        plan,
                        storage,
                        writer,
                        InitialParameters(network),
                        hasFirstStep: step.First.Count > 0);
                    PassEmitter.WriteStep(program, step.First.Count, plan, storage, writer);
                    StructEmitter.Write(program, plan, storage, writer);
                }
            }
        });
    }

    // Where the parameters stand that states start from; null of a state that starts from zero.
    private static List<int?> InitialParameters(Network network)
    {
        var offsets = PackedParameters.Offsets(network);
        return
        [
            .. from layer in network.Layers
               from direction in layer.Directions
               from state in Enumerable.Range(0, direction.States.Count)
               let initial = direction.InitialStates.Count == 0 ? null : direction.InitialStates[state]
               select initial is { Kind: VariableKind.Parameter } ? offsets[initial.Gradient] : (int?)null,
        ];
    }
}
