using System.Reflection.Metadata;
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

    public static TheoryData<string> Names => SpecCases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_method_of_an_experiment_is_inside_the_limits(string name) => AssertInside(SpecCases.Text(name));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 600)]
    [InlineData(8, 64)]
    [InlineData(40, 3)]
    [InlineData(90, 2)]
    [InlineData(3, 1024)]
    [InlineData(512, 16)]
    public void Every_method_is_inside_the_limits_at_other_sizes(int size, int steps) => AssertInside(Spec($"{{ cell: elman, size: {size} }}", steps));

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(16)]
    public void Every_method_is_inside_the_limits_in_four_layers_there_and_back(int size)
    {
        var layer = $"{{ cell: lstm, size: {size}, direction: bidirectional }}";
        AssertInside(Spec($"{layer}, {layer}, {layer}, {layer}", 1024));
    }

    private static SpecText Spec(string layers, int steps) => new("/specs/grid.yaml", $$"""
        seed: 0
        model:
          input_size: 2
          sequence_length: {{steps}}
          layers: [{{layers}}]
          output: { size: 1 }
        loss: { name: half_mse, reduce: mean }
        initialization: { default: { name: zeros } }
        data:
          alphabet: { a: [0, 1] }
          train: [{ x: {{new string('a', steps)}}, y: [0] }]
        training: { epochs: 1, optimizer: { name: sgd, learning_rate: 1 } }
        """);

    private static void AssertInside(SpecText spec)
    {
        using var image = new PEReader([.. CompiledSpecs.Image([.. SpecCases.Cells, spec])]);
        var metadata = image.GetMetadataReader();
        var count = 0;
        foreach (var method in metadata.MethodDefinitions.Select(metadata.GetMethodDefinition).Where(method => method.RelativeVirtualAddress != 0))
        {
            var name = metadata.GetString(method.Name);
            var body = image.GetMethodBody(method.RelativeVirtualAddress);
            var il = body.GetILBytes()!;
            Assert.True(il.Length <= MostIL, $"{name} has {il.Length} bytes of IL");
            Assert.True(Locals(metadata, body) <= MostLocals, $"{name} has {Locals(metadata, body)} locals");
            if (name.StartsWith("Forward", StringComparison.Ordinal) || name.StartsWith("Backward", StringComparison.Ordinal))
            {
                count++;
                Assert.True(name is "Forward" or "Backward" || name.EndsWith("Steps", StringComparison.Ordinal) || Calls(il) <= MostCalls, $"{name} has {Calls(il)} calls");
            }
        }

        Assert.InRange(count, 4, int.MaxValue);
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

    // call is 0x28 and callvirt 0x6F, each with a method token behind it; other bytes of these values are few and only make the estimate higher.
    private static int Calls(byte[] il)
    {
        var calls = 0;
        for (var i = 0; i + 4 < il.Length; i++)
        {
            if (il[i] is 0x28 or 0x6F && il[i + 4] is 0x06 or 0x0A or 0x2B)
            {
                calls++;
                i += 4;
            }
        }

        return calls;
    }
}
