using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>
/// RyuJIT compiles a method without optimization above 60,000 bytes of IL, tracks 1,024 locals and inlines some 570 calls a method. Generated methods stay
/// well inside, whatever the spec.
/// </summary>
public class JitLimitTests
{
    private const int MostIL = 20_000;
    private const int MostLocals = 256;
    private const int MostCalls = 270;

    // Of a spec whose equations are as long as one line may be, and a line is a method then: see Plan.UnitLimit.
    private const string LongLines = "long-equations";
    private const int MostCallsOfALine = 500;

    // Each of their calls is about a whole matrix, and need not be inlined.
    private static readonly string[] ListsOfMatrices = ["Load", "Gradients"];

    // Layers, steps and form of the units, which are compiled together.
    private static readonly (string Layers, int Steps, string Units)[] Grid =
    [
        (Layer("elman", 1), 1, "auto"),
        (Layer("elman", 1), 600, "auto"),
        (Layer("elman", 8), 64, "auto"),
        (Layer("elman", 40), 3, "auto"),
        (Layer("elman", 90), 2, "auto"),
        (Layer("elman", 3), 1024, "auto"),
        (Layer("elman", 512), 16, "auto"),
        (FourLayers(1), 1024, "auto"),
        (FourLayers(4), 1024, "auto"),
        (FourLayers(16), 1024, "auto"),
        (Layer("gru", 6), 3, "auto"),
        (Layer("gru", 24), 3, "auto"),
        (Layer("gru", 100), 3, "auto"),
        (Layer("lstm", 24), 3, "auto"),
        (Layer("lstm", 64), 40, "auto"),
        (Layer("lstm", 256), 3, "auto"),
        (Layer("lstm-layernorm", 4), 3, "auto"),
        (Layer("lstm-layernorm", 48), 3, "auto"),
        (Layer("lstm-peephole", 48), 3, "auto"),
        (Layer("rhn", 4), 3, "auto"),
        (Layer("rhn", 48), 3, "auto"),

        // A step may have 20,000 operations: elman of 138 units has 19,734, lstm of 66 some more than 18,000. A mean over the units of lstm-layernorm is a
        // line, which with more than 17 is longer than what is inlined.
        (Layer("elman", 138), 3, "spelled_out"),
        (Layer("lstm", 66), 3, "spelled_out"),
        (Layer("lstm-layernorm", 17), 3, "spelled_out"),
        (Layer("rhn", 32), 3, "spelled_out"),
    ];

    private static readonly Dictionary<short, OpCode> OpCodesByValue =
        typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    [Fact]
    public void Every_method_of_every_experiment_is_inside_the_limits() => AssertInside([.. from object[] row in SpecCases.Names where (string)row[0] != LongLines select SpecCases.Text((string)row[0])]);

    [Fact]
    public void The_longest_lines_are_inside_what_is_inlined() => AssertInside([SpecCases.Text(LongLines)], MostCallsOfALine);

    [Fact]
    public void Every_method_is_inside_the_limits_at_other_sizes_and_of_other_cells() =>
        AssertInside([.. Grid.Select((point, i) => Spec(string.Create(CultureInfo.InvariantCulture, $"grid-{i}-{Shortened(point.Layers)}-{point.Units.Replace('_', '-')}"), point.Layers, point.Steps, point.Units, "fixed", "last"))]);

    [Theory]
    [InlineData("fixed", "last")]
    [InlineData("fixed", "every")]
    [InlineData("varying", "last")]
    [InlineData("varying", "every")]
    public void Every_method_is_inside_the_limits_of_long_sequences_in_every_direction(string length, string answers)
    {
        var specs = from layer in new (string Cell, int Size)[] { ("elman", 2), ("lstm", 16), ("lstm", 512) }
                    from direction in new[] { "forward", "reverse", "bidirectional" }
                    from layers in layer.Size == 512 ? new[] { 1 } : [1, 2]
                    select Spec($"{layer.Cell}-{layer.Size}-{direction}-{layers}", string.Join(", ", Enumerable.Repeat(Layer(layer.Cell, layer.Size, direction), layers)), 1024, "auto", length, answers);

        AssertInside([.. specs]);
    }

    private static string Layer(string cell, int size, string direction = "forward") =>
        string.Create(CultureInfo.InvariantCulture, $"{{ cell: {cell}, size: {size}, direction: {direction} }}");

    private static string FourLayers(int size) => string.Join(", ", Enumerable.Repeat(Layer("lstm", size, "bidirectional"), 4));

    private static string Shortened(string layers) => string.Concat(layers["{ cell: ".Length..layers.IndexOf(", direction", StringComparison.Ordinal)].Replace(", size: ", "-", StringComparison.Ordinal));

    private static SpecText Spec(string name, string layers, int steps, string units, string length, string answers) => new($"/specs/{name}.yaml", $$"""
        seed: 0
        model:
          input_size: 1
          sequence_length: {{(length == "fixed" ? $"{steps}" : $"{{ max: {steps} }}")}}
          layers: [{{layers}}]
          output: { size: 1, steps: {{answers}} }
          units: {{units}}
        loss: { name: half_mse, reduce: mean }
        initialization: { default: { name: zeros } }
        data:
          train: { name: parity, length: {{steps}}, minimal_length: {{(length == "fixed" ? steps : 1)}}, every_step: {{(answers == "every" ? "true" : "false")}}, count: 1 }
        training: { epochs: 1, optimizer: { name: sgd, learning_rate: 1 } }
        """);

    private static void AssertInside(SpecText[] specs, int mostCalls = MostCalls)
    {
        using var image = new PEReader([.. CompiledSpecs.Image(GeneratorRun.BriefParseOptions, [.. SpecCases.Cells, .. specs])]);
        var metadata = image.GetMetadataReader();
        var (outside, passes) = (new List<string>(), 0);
        foreach (var method in metadata.MethodDefinitions.Select(metadata.GetMethodDefinition).Where(method => method.RelativeVirtualAddress != 0))
        {
            var type = metadata.GetTypeDefinition(method.GetDeclaringType());
            var body = image.GetMethodBody(method.RelativeVirtualAddress);
            var il = body.GetILBytes()!;
            var name = metadata.GetString(method.Name);
            var isOfLanes = method.GetGenericParameters().Count + type.GetGenericParameters().Count > 0 && !ListsOfMatrices.Contains(name);
            var (locals, calls) = (Locals(metadata, body), isOfLanes ? InlinedCalls(metadata, il) : 0);
            passes += name == "Backward" ? 1 : 0;
            if (il.Length > MostIL || locals > MostLocals || calls > mostCalls)
            {
                outside.Add($"{metadata.GetString(type.Name)}.{name} has {il.Length} bytes of IL, {locals} locals and {calls} calls to inline");
            }
        }

        Assert.True(outside.Count == 0, string.Join('\n', outside));
        Assert.Equal(specs.Length, passes);
    }

    private static int Locals(MetadataReader metadata, MethodBodyBlock body)
    {
        if (body.LocalSignature.IsNil)
        {
            return 0;
        }

        var signature = metadata.GetBlobReader(metadata.GetStandaloneSignature(body.LocalSignature).Signature);
        signature.ReadSignatureHeader();
        return signature.ReadCompressedInteger();
    }

    // Methods with operations on lanes say that they are not to be inlined: a pass that lists 1,024 steps has so many calls, which remain calls.
    private static int InlinedCalls(MetadataReader metadata, byte[] il)
    {
        var calls = 0;
        for (var i = 0; i < il.Length;)
        {
            var code = OpCodesByValue[il[i] == 0xFE ? unchecked((short)(0xFE00 | il[i + 1])) : il[i]];
            i += code.Size;
            if (code.OperandType == OperandType.InlineMethod && code.FlowControl == FlowControl.Call && IsInlined(metadata, MetadataTokens.EntityHandle(BitConverter.ToInt32(il, i))))
            {
                calls++;
            }

            i += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, i)),
                _ => 4,
            };
        }

        return calls;
    }

    private static bool IsInlined(MetadataReader metadata, EntityHandle method) => method.Kind switch
    {
        HandleKind.MethodSpecification => IsInlined(metadata, metadata.GetMethodSpecification((MethodSpecificationHandle)method).Method),
        HandleKind.MethodDefinition => !metadata.GetMethodDefinition((MethodDefinitionHandle)method).ImplAttributes.HasFlag(MethodImplAttributes.NoInlining),
        _ => true,
    };
}
