using System.Globalization;
using RnnGen.Evaluation;
using RnnGen.Numerics;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>How wide the registers of few sequences are. Memory tells it: values are of as many sequences as a register has lanes.</summary>
public class RegisterWidthTests
{
    private static readonly IReadOnlyDictionary<string, Experiment> Networks = CompiledSpecs.Load(new[] { 2, 16, 32 }.Select(units => new SpecText($"/specs/units-{units}.yaml", $$"""
        seed: 0
        model:
          input_size: 2
          sequence_length: 3
          layers: [{ cell: elman, size: {{units.ToString(CultureInfo.InvariantCulture)}} }]
          output: { size: 1 }
        loss: { name: mse, reduce: mean }
        initialization: { default: { name: zeros } }
        data:
          alphabet: { a: [0, 1] }
          train: [{ x: aaa, y: [0] }]
        training: { epochs: 1, optimizer: { name: sgd, learning_rate: 1 } }
        """)));

    [Theory]
    [InlineData(2, 1, LaneWidth.Bits128)]
    [InlineData(2, 2, LaneWidth.Bits128)]
    [InlineData(16, 1, LaneWidth.Bits64)]
    [InlineData(16, 2, LaneWidth.Bits128)]
    [InlineData(16, 3, LaneWidth.Bits256)]
    [InlineData(16, 4, LaneWidth.Bits256)]
    [InlineData(16, 5, LaneWidth.Bits512)]
    [InlineData(32, 1, LaneWidth.Bits64)]
    [InlineData(32, 2, LaneWidth.Bits64)]
    [InlineData(32, 3, LaneWidth.Bits256)]
    public void Few_sequences_have_narrow_registers(int units, int sequences, LaneWidth expected)
    {
        var experiment = Networks[$"units-{units}"];
        var width = (LaneWidth)Math.Min((int)Lanes.Width, (int)expected);

        Assert.Equal(MemoryUse.OfEvaluator(experiment, sequences, width), MemoryUse.OfEvaluator(experiment, sequences));
    }
}
