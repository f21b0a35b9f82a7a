using RnnGen.Generator.Equations;
using RnnGen.Generator.Programs;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>Writes the class itself: what the model is, the layout of its parameters, and the structs that name every value.</summary>
internal static class ModelEmitter
{
    public static GeneratedFile Emit(ExperimentSpec spec, UnrolledProgram program, Plan plan, Storage storage, GeneratedClass generated) =>
        generated.File("Model", ["System.CodeDom.Compiler", "System.Collections.Generic", "System.Runtime.CompilerServices", "RnnGen", "RnnGen.Evaluation", .. plan.HasUnitLoops ? new[] { "RnnGen.Numerics" } : []], writer =>
        {
            WriteSummary(spec, program.Network, plan, writer);
            using (writer.Block($"public sealed unsafe {generated.Header} : Experiment"))
            {
                WriteProperties(spec, program, plan, storage, writer);
                StructEmitter.Write(program, plan, storage, writer);
            }
        });

    private static void WriteSummary(ExperimentSpec spec, Network network, Plan plan, SourceWriter writer)
    {
        writer.Line($"/// <summary>{GeneratedClass.Xml(spec.Name)}: {GeneratedClass.Xml(spec.Description)}</summary>");
        writer.Line("/// <remarks>").Line("/// <code>");
        foreach (var line in ModelOutline.Of(spec, network))
        {
            writer.Line($"/// {GeneratedClass.Xml(line)}".TrimEnd());
        }

        writer.Line("/// </code>").Line($"/// The steps are {Describe(plan.Layout)}: {GeneratedClass.Xml(plan.Reason)}.").Line("/// </remarks>");
        writer.Line(GeneratedClass.Attribute);
    }

    private static string Describe(StepLayout layout) => layout switch
    {
        StepLayout.SpelledOut => "spelled out",
        StepLayout.Shared => "listed, and steps that compute the same share a method",
        _ => "a loop over time",
    };

    private static void WriteProperties(ExperimentSpec spec, UnrolledProgram program, Plan plan, Storage storage, SourceWriter writer)
    {
        var network = program.Network;
        writer.Line("#if RNNGEN_UNOPTIMIZED").Line("private const MethodImplOptions Optimization = MethodImplOptions.NoOptimization;");
        writer.Line("#else").Line("private const MethodImplOptions Optimization = MethodImplOptions.AggressiveOptimization;").Line("#endif").Line();
        Property("string", "Name", GeneratedClass.Literal(spec.Name));
        Property("string", "Description", GeneratedClass.Literal(spec.Description));
        Property("int", "InputSize", FormattableString.Invariant($"{spec.Model.InputSize}"));
        Property("int", "SequenceLength", FormattableString.Invariant($"{spec.Model.SequenceLength}"));
        Property("int", "OutputSize", FormattableString.Invariant($"{spec.Model.Output.Size}"));
        Property("bool", "AnswersAtEveryStep", network.AnswersAtEveryStep ? "true" : "false");
        Property("bool", "HasVariableLength", network.HasVariableLength ? "true" : "false");
        Property("bool", "HasClassTargets", LossBinder.HasClassTargets(spec.Loss) ? "true" : "false");
        Property("int", "LossTerms", FormattableString.Invariant($"{network.LossTerms}"));
        Property("LossReduction", "Reduction", spec.Loss.Reduce == "mean" ? "LossReduction.Mean" : "LossReduction.Sum");
        if (spec.Loss.ClassWeights.Count > 0)
        {
            Property("IReadOnlyList<double>", "ClassWeights", $"field ??= [{string.Join(", ", spec.Loss.ClassWeights)}]");
        }

        if (spec.Model.Precision == "float32")
        {
            Property("Precision", "Precision", "Precision.Float32");
        }

        if (network.Layers.Any(layer => layer.HasDropout))
        {
            var masks = network.Layers.Where(layer => layer.HasDropout).Select(layer => FormattableString.Invariant($"new DropoutMask({layer.Width}, {layer.Dropout})"));
            Property("IReadOnlyList<DropoutMask>", "DropoutMasks", $"field ??= [{string.Join(", ", masks)}]");
        }

        writer.Line("/// <inheritdoc/>").Line("public override ParameterLayout Layout { get; } = new(");
        writer.Line(string.Join(",\n", network.Layers.SelectMany(layer => layer.Directions).Append(network.Output).SelectMany(layer => layer.Parameters.Select(parameter => "    " + Describe(parameter, layer, layer == network.Output)))) + ");").Line();

        writer.Line("/// <inheritdoc/>");
        using (writer.Block("protected override Kernels<TLane> GetKernels<TLane>() => new()", "};"))
        {
            writer.Line("Forward = &Forward<TLane>,").Line("Backward = &Backward<TLane>,");
            if (plan.HasUnitLoops)
            {
                writer.Line("Gradients = &Gradients<TLane>,").Line("Load = &Load<TLane>,").Line(FormattableString.Invariant($"LoadedLength = {PackedParameters.Of(program).Length},"));
            }

            writer.Line("InputsLength = sizeof(Inputs<TLane>) / sizeof(TLane),");
            writer.Line(FormattableString.Invariant($"InputStride = {StructEmitter.InputsOfStep(network, 0).Sum(variable => variable.Shape.Length)},"));
            writer.Line("ValuesLength = sizeof(Values<TLane>) / sizeof(TLane),");
            writer.Line(!network.HasOutputEachStep ? "ValueStride = 0,"
                : plan.HasStepNames ? FormattableString.Invariant($"ValueStride = {network.Output.Output.Shape.Columns + 1},")
                : "ValueStride = sizeof(ValueStep<TLane>) / sizeof(TLane),");
            var carried = StructEmitter.CarriedStates(program, plan, storage).Select(state => FormattableString.Invariant($"new CarriedState({state.Value}, {state.Input}, {state.Length})")).ToArray();
            if (carried.Length > 0)
            {
                writer.Line($"CarriedStates = [{string.Join(", ", carried)}],");
            }
        }

        if (plan.HasUnitLoops)
        {
            WriteLoad(program, writer);
        }

        void Property(string type, string name, string value) =>
            writer.Line("/// <inheritdoc/>").Line($"public override {type} {name} => {value};").Line();
    }

    private static void WriteLoad(UnrolledProgram program, SourceWriter writer)
    {
        writer.Line().Line("/// <summary>Brings the parameters into the order in which the code reads them.</summary>");
        using (writer.Block("private static void Load<TLane>(double* parameters, TLane* loaded)\n    where TLane : unmanaged, ILane<TLane>"))
        {
            writer.Line("var p = new Parameters<TLane>(loaded);");
            foreach (var field in PackedParameters.Of(program).Fields)
            {
                var (from, to) = (FormattableString.Invariant($"parameters + {field.Offset}"), $"p.{Names.WholeField(field.Name)}");
                writer.Line(field switch
                {
                    { Matrix: { Copies: > 1 } operand } => FormattableString.Invariant($"PackedMatrix.PackCopies({from}, length: {operand.Matrix.Shape.Length}, copies: {operand.Copies}, {to}{Negated(operand)});"),
                    { Matrix: { } operand } => FormattableString.Invariant($"PackedMatrix.Pack{(operand.Transposed ? "Transposed" : "")}({from}, rows: {operand.Matrix.Shape.Rows}, columns: {operand.Matrix.Shape.Columns}, {to}{Negated(operand)});"),
                    _ => FormattableString.Invariant($"PackedMatrix.Copy({from}, length: {field.Vector!.Shape.Length}, {to});"),
                });
            }
        }
    }

    private static string Negated(PackedOperand operand) => operand.Minus ? ", negated: true" : "";

    private static string Describe(Parameter parameter, Layer layer, bool isOutput)
    {
        var shape = parameter.Variable.Shape;
        var sizes = shape.Rank == 1 ? FormattableString.Invariant($"{shape.Columns}") : FormattableString.Invariant($"{shape.Rows}, {shape.Columns}");
        var role = (shape.Rank, isOutput, parameter.ReadsInput) switch
        {
            (1, true, _) => "OutputBias",
            (1, _, _) => "Bias",
            (_, true, _) => "Output",
            (_, _, true) => "Input",
            _ => "Recurrent",
        };
        var place = FormattableString.Invariant($"Role = ParameterRole.{role}, LayerInputs = {layer.Input.Shape.Columns}, LayerUnits = {layer.Output.Shape.Columns}");
        return $"new ParameterInfo({GeneratedClass.Literal(parameter.Path)}, {sizes}) {{ {place} }}";
    }
}
