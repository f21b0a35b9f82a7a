using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Equations;
using RnnGen.Generator.Programs;
using RnnGen.Generator.Specs;
using RnnGen.SpecTests.RandomSpecs;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>A program of many steps is made from one of a few, of any network: it is the same as the one of which every step was unrolled.</summary>
public class LongSequenceTests
{
    // The shortest that is made so, and longer ones on both sides of the length from which gradients are flushed.
    private static readonly int[] Lengths = [17, 32, 33, 50];

    public static TheoryData<string> Names => SpecCases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_spec_has_the_program_of_all_its_steps(string name) => Check(SpecCases.Read(name));

    [Fact]
    public void So_has_a_random_spec() =>
        Assert.All(Enumerable.Range(0, 400), seed => Check(SpecFile.Read("spec.yaml", new RandomSpec(seed).As("unrolled", "spelled_out").Text).Experiment!));

    private static void Check(ExperimentSpec spec)
    {
        foreach (var length in Lengths)
        {
            var network = Bind(spec) with { SequenceLength = length };
            var (expected, actual) = (UnrolledProgram.Unroll(network, length), LongSequence.Unroll(network));

            Assert.True(actual is not null, $"The steps of {spec.Name} are alike.");
            Assert.True(expected.Forward == actual.Forward && expected.Backward == actual.Backward, $"{spec.Name} with {length} steps");
        }
    }

    private static Network Bind(ExperimentSpec spec)
    {
        var findings = new List<Finding>();
        var network = NetworkBinder.Bind(spec, SpecCases.CellFiles!, findings);
        Assert.Empty(findings);
        return network!;
    }
}
