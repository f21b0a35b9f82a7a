using System.Reflection;
using System.Runtime.InteropServices;
using RnnGen.Evaluation;
using RnnGen.Numerics;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>The memory that is stated is the memory that is there: the buffers of what was made, whatever holds them.</summary>
public class MemoryUseTests
{
    public static TheoryData<string> Names => SpecCases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void An_evaluator_allocates_what_is_stated(string name)
    {
        var experiment = SpecCases.Get(name);
        foreach (var precision in Enum.GetValues<Precision>())
        {
            foreach (var (width, capacity) in Enum.GetValues<LaneWidth>().SelectMany(width => (int[])[1, 9, 300], (width, capacity) => (width, capacity)))
            {
                using var evaluator = Evaluator.Create(experiment, capacity, width, threads: 1, precision);

                Assert.Equal(BytesOf(evaluator), MemoryUse.OfEvaluator(experiment, capacity, width, precision).Total);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_predictor_allocates_what_is_stated(string name)
    {
        var experiment = SpecCases.Get(name);
        foreach (var precision in Enum.GetValues<Precision>().Where(_ => experiment.IsCausal))
        {
            using var predictor = Predictor.Create(experiment, new double[experiment.Layout.Length], precision: precision);

            Assert.Equal(BytesOf(predictor), MemoryUse.OfPredictor(experiment, precision).Total);
        }
    }

    [Theory]
    [InlineData(Precision.Float64, 8)]
    [InlineData(Precision.Float32, 16)]
    public void Another_panel_takes_the_sequences_of_a_panel_more(Precision precision, int panel)
    {
        var experiment = SpecCases.Get("count-letter-a");
        var (sequence, one, two) = (MemoryUse.OfSequence(experiment, precision), MemoryUse.OfEvaluator(experiment, 1, LaneWidth.Bits512, precision), MemoryUse.OfEvaluator(experiment, panel + 1, LaneWidth.Bits512, precision));

        Assert.Equal(panel * sequence.Total, two.Total - one.Total);
    }

    [Fact]
    public void A_layer_that_reads_backward_has_no_predictor() =>
        Assert.Throws<NotSupportedException>(() => MemoryUse.OfPredictor(SpecCases.Get("reverse")));

    // Every buffer of lanes that an object has, or one that it has.
    private static long BytesOf(object owner)
    {
        var (buffers, seen) = (0L, new HashSet<object>(ReferenceEqualityComparer.Instance));
        Visit(owner);
        return buffers;

        void Visit(object value)
        {
            var type = value.GetType();
            if (type.Assembly != typeof(Evaluator).Assembly || type.IsValueType || value is Experiment || !seen.Add(value))
            {
                return;
            }

            if (type.Name == "LaneBuffer`1")
            {
                buffers += (long)type.GetProperty("Length")!.GetValue(value)! * Marshal.SizeOf(type.GetGenericArguments()[0]);
                return;
            }

            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Where(field => !field.FieldType.IsPointer))
            {
                if (field.GetValue(value) is { } held)
                {
                    Visit(held);
                }
            }
        }
    }
}
