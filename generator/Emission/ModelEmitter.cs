using RnnGen.Generator.Equations;
using RnnGen.Generator.Programs;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>Writes the class itself: what the model is, the layout of its parameters, and the structs that name every value.</summary>
internal static class ModelEmitter
{
    public static GeneratedFile Emit(ExperimentSpec spec, UnrolledProgram program, Plan plan, GeneratedClass generated) =>
        generated.File("Model", ["System.CodeDom.Compiler", "System.Runtime.CompilerServices", "RnnGen", "RnnGen.Evaluation"], writer =>
        {
            WriteSummary(spec, program.Network, plan, writer);
            using (writer.Block($"public sealed unsafe {generated.Header} : Experiment"))
            {
                WriteProperties(spec, program.Network, writer);
                WriteStructs(program, plan, writer);
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

    private static void WriteProperties(ExperimentSpec spec, Network network, SourceWriter writer)
    {
        writer.Line("#if RNNGEN_UNOPTIMIZED").Line("private const MethodImplOptions Optimization = MethodImplOptions.NoOptimization;");
        writer.Line("#else").Line("private const MethodImplOptions Optimization = MethodImplOptions.AggressiveOptimization;").Line("#endif").Line();
        Property("string", "Name", GeneratedClass.Literal(spec.Name));
        Property("string", "Description", GeneratedClass.Literal(spec.Description));
        Property("int", "InputSize", FormattableString.Invariant($"{spec.Model.InputSize}"));
        Property("int", "SequenceLength", FormattableString.Invariant($"{spec.Model.SequenceLength}"));
        Property("int", "OutputSize", FormattableString.Invariant($"{spec.Model.Output.Size}"));
        Property("bool", "AnswersAtEveryStep", "false");
        Property("bool", "HasVariableLength", "false");
        Property("int", "LossTerms", FormattableString.Invariant($"{spec.Model.Output.Size}"));
        Property("LossReduction", "Reduction", spec.Loss.Reduce == "mean" ? "LossReduction.Mean" : "LossReduction.Sum");
        writer.Line("/// <inheritdoc/>").Line("public override ParameterLayout Layout { get; } = new(");
        writer.Line(string.Join(",\n", network.Layers.Append(network.Output).SelectMany(layer => layer.Parameters.Select(parameter => "    " + Describe(parameter, layer, layer == network.Output)))) + ");").Line();

        writer.Line("/// <inheritdoc/>");
        using (writer.Block("protected override Kernels<TLane> GetKernels<TLane>() => new()", "};"))
        {
            writer.Line("Forward = &Forward<TLane>,").Line("Backward = &Backward<TLane>,");
            writer.Line("InputsLength = sizeof(Inputs<TLane>) / sizeof(TLane),");
            writer.Line(FormattableString.Invariant($"InputStride = {network.InputSize},"));
            writer.Line("ValuesLength = sizeof(Values<TLane>) / sizeof(TLane),").Line("ValueStride = 0,");
        }

        void Property(string type, string name, string value) =>
            writer.Line("/// <inheritdoc/>").Line($"public override {type} {name} => {value};").Line();
    }

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

    private static void WriteStructs(UnrolledProgram program, Plan plan, SourceWriter writer)
    {
        var names = new Names(plan);
        var network = program.Network;
        var parameters = network.Parameters.Select(parameter => parameter.Variable).ToArray();

        // The fields are written through pointers to their structs, which the compiler does not see.
        writer.Line().Line("#pragma warning disable CS0649, CS0169, IDE0044, IDE0051");
        Struct("Parameters", "The parameters, each number in every lane.", () => Fields(parameters));
        Struct("Gradients", "The derivatives of the loss with respect to the parameters, lane by lane.", () => Fields([.. parameters.Select(parameter => parameter.Gradient)]));
        var (input, target) = (new Variable("x", VariableKind.Input, Shape.Vector(network.InputSize)), new Variable("y", VariableKind.Target, network.Output.Output.Shape));
        var share = new Variable("share", VariableKind.Share, Shape.Vector(1));
        var locals = program.Locals.ToArray();
        var first = new[] { UnrolledProgram.PredictionName, UnrolledProgram.LossName };
        var values = first.Select(name => locals.First(local => local.Name == name)).Concat(locals.Where(local => !first.Contains(local.Name))).ToArray();
        if (plan.HasStepNames)
        {
            var inputs = Enumerable.Range(0, network.SequenceLength).Select(step => input with { Step = step });
            Struct("Inputs", "A sequence a lane: its share in the loss (1/len(x) of a mean; zero in a lane without a sequence), its steps, its target.", () => Fields([share, .. inputs, target]));
            Struct("Values", "What is computed of a sequence, forward and backward; a gradient is called d and what it belongs to.", () => Fields(values));
            return;
        }

        var stepValues = values.Where(value => value.Step is not null).GroupBy(value => value.Name).Select(group => group.First()).ToArray();
        Steps("InputSteps", "InputStep", network.SequenceLength);
        Struct("InputStep", "The inputs of one step.", () => Fields(input));
        Struct("Inputs", "A sequence a lane: its share in the loss (1/len(x) of a mean; zero in a lane without a sequence), its steps, its target.", () =>
        {
            Fields(share);
            writer.Line("public InputSteps<TLane> Steps;");
            Fields(target);
        });
        Steps("ValueSteps", "ValueStep", network.SequenceLength);
        Struct("ValueStep", "What is computed in one step, forward and backward; a gradient is called d and what it belongs to.", () => Fields(stepValues));
        Struct("Values", "What is computed of a sequence.", () =>
        {
            Fields([.. values.Where(value => value.Step is null)]);
            writer.Line("public ValueSteps<TLane> Steps;");
        });

        void Steps(string name, string item, int count)
        {
            writer.Line().Line($"[InlineArray({count.ToString(System.Globalization.CultureInfo.InvariantCulture)})]");
            using (writer.Block($"private struct {name}<TLane>\n    where TLane : unmanaged"))
            {
                writer.Line($"private {item}<TLane> _first;");
            }
        }

        void Struct(string name, string summary, Action fields)
        {
            writer.Line().Line($"/// <summary>{summary}</summary>");
            using (writer.Block($"private struct {name}<TLane>\n    where TLane : unmanaged"))
            {
                fields();
            }
        }

        void Fields(params Variable[] variables)
        {
            foreach (var variable in variables)
            {
                writer.Line($"public TLane {string.Join(", ", names.Fields(variable))};");
            }
        }
    }
}
