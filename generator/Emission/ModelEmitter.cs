using RnnGen.Generator.Equations;
using RnnGen.Generator.Programs;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>Writes the class itself: what the model is, the layout of its parameters, and the structs that name every value.</summary>
internal static class ModelEmitter
{
    public static GeneratedFile Emit(ExperimentSpec spec, UnrolledProgram program, Plan plan, Storage storage, GeneratedClass generated) =>
        generated.File("Model", Usings(spec, plan), writer =>
        {
            WriteSummary(spec, program.Network, plan, writer);
            using (writer.Block($"public sealed unsafe {generated.Header} : Experiment"))
            {
                WriteProperties(spec, program, plan, storage, writer);
                StructEmitter.Write(program, plan, storage, writer);
            }
        });

    private static string[] Usings(ExperimentSpec spec, Plan plan) =>
    [
        "System.CodeDom.Compiler",
        "System.Collections.Generic",
        "System.Runtime.CompilerServices",
        "RnnGen",
        "RnnGen.Evaluation",
        .. plan.HasUnitLoops || spec.Model.Precision == "float32" ? new[] { "RnnGen.Numerics" } : [],
    ];

    private static void WriteSummary(ExperimentSpec spec, Network network, Plan plan, SourceWriter writer)
    {
        writer.Line($"/// <summary>{GeneratedClass.Xml(spec.Name)}: {GeneratedClass.Xml(spec.Description)}</summary>");
        writer.Line("/// <remarks>").Line("/// <code>");
        foreach (var line in ModelOutline.Of(spec, network))
        {
            writer.Line($"/// {GeneratedClass.Xml(line)}".TrimEnd());
        }

        writer.Line("/// </code>").Line($"/// {GeneratedClass.Xml(plan.Text)}").Line("/// </remarks>");
        writer.Line(GeneratedClass.Attribute);
    }

    private static void WriteProperties(ExperimentSpec spec, UnrolledProgram program, Plan plan, Storage storage, SourceWriter writer)
    {
        var network = program.Network;
        writer.Line("#if RNNGEN_UNOPTIMIZED").Line("private const MethodImplOptions Optimization = MethodImplOptions.NoOptimization;");
        writer.Line("#else")
            .Line("private const MethodImplOptions Optimization = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;")
            .Line("#endif")
            .Line();
        Property("string", "Name", GeneratedClass.Literal(spec.Name));
        Property("string", "Description", GeneratedClass.Literal(spec.Description));
        Property("string", "Plan", GeneratedClass.Literal(plan.Text));
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
            var masks = network.Layers
                .Where(layer => layer.HasDropout)
                .Select(layer => FormattableString.Invariant($"new DropoutMask({layer.Width}, {layer.Dropout})"));
            Property("IReadOnlyList<DropoutMask>", "DropoutMasks", $"field ??= [{string.Join(", ", masks)}]");
        }

        var parameters = network.Layers.SelectMany(layer => layer.Directions).Append(network.Output)
            .SelectMany(layer => layer.Parameters.Select(parameter => "    " + Describe(parameter, layer, layer == network.Output)));
        writer.Line("/// <inheritdoc/>").Line("public override ParameterLayout Layout { get; } = new(");
        writer.Line(string.Join(",\n", parameters) + ");").Line();

        writer.Line("/// <inheritdoc/>");
        KernelsEmitter.Write("protected override Kernels<TLane> GetKernels<TLane>() => new()", program, plan, storage, writer);

        void Property(string type, string name, string value) =>
            writer.Line("/// <inheritdoc/>").Line($"public override {type} {name} => {value};").Line();
    }

    private static string Describe(Parameter parameter, Layer layer, bool isOutput)
    {
        var shape = parameter.Variable.Shape;
        var sizes = shape.Rank == 1 ? FormattableString.Invariant($"{shape.Columns}") : FormattableString.Invariant($"{shape.Rows}, {shape.Columns}");
        var role = (shape.Rank, isOutput, parameter.ReadsInput) switch
        {
            (1, _, _) when parameter.Role == VectorRole.Gain => "Gain",
            (1, _, _) when parameter.Role == VectorRole.ForgetBias => "ForgetBias",
            (1, true, _) => "OutputBias",
            (1, _, _) => "Bias",
            (_, true, _) => "Output",
            (_, _, true) => "Input",
            _ => "Recurrent",
        };
        var place = FormattableString.Invariant(
            $"Role = ParameterRole.{role}, LayerInputs = {layer.Input.Shape.Columns}, LayerUnits = {layer.Output.Shape.Columns}");
        var block = parameter.Block is { } kernel
            ? FormattableString.Invariant($", Block = new KernelBlock({GeneratedClass.Literal(kernel.Kernel)}, {kernel.FirstColumn}, {kernel.KernelColumns})")
            : "";
        return $"new ParameterInfo({GeneratedClass.Literal(parameter.Path)}, {sizes}) {{ {place}{block} }}";
    }
}
