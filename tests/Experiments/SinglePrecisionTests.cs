using RnnGen.Numerics;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>Every network computed in single precision, whatever the precision of its spec.</summary>
public class SinglePrecisionTests
{
    public static TheoryData<string> Names => SpecCases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_width_and_form_and_number_of_threads_gives_the_same_bits(string name)
    {
        var experiment = SpecCases.Get(name);
        foreach (var draw in RandomDraw.Of(name))
        {
            var expected = draw.Gradient(experiment, Lanes.Width, precision: Precision.Float32);
            foreach (var width in Enum.GetValues<LaneWidth>())
            {
                Check(experiment, width, 1);
            }

            Check(SpecCases.GetLooped(name), LaneWidth.Bits256, 1);
            Check(SpecCases.GetUnitLoops(name), Lanes.Width, 1);
            Check(SpecCases.GetUnitLoops(name), LaneWidth.Bits128, 3);

            void Check(Experiment other, LaneWidth width, int threads)
            {
                var actual = draw.Gradient(other, width, threads, Precision.Float32);
                SameBits.Assert([expected.Loss, .. expected.Gradient], [actual.Loss, .. actual.Gradient]);
            }
        }
    }

    // The largest error measured is 2e-5, where rounding crosses a kink or differences are divided by small ones; most are below 1e-6.
    [Theory]
    [MemberData(nameof(Names))]
    public void Loss_and_gradient_are_those_of_double_precision_but_for_rounding(string name)
    {
        var experiment = SpecCases.Get(name);
        foreach (var draw in RandomDraw.Of(name))
        {
            var expected = draw.Gradient(experiment, Lanes.Width, precision: Precision.Float64);
            var actual = draw.Gradient(experiment, Lanes.Width, precision: Precision.Float32);

            Assert.InRange(Math.Abs(actual.Loss - expected.Loss), 0, 5e-5 * expected.Loss);
            Assert.InRange(Norm(actual.Gradient.Zip(expected.Gradient, (left, right) => left - right)), 0, 5e-5 * Norm(expected.Gradient));
        }
    }

    private static double Norm(IEnumerable<double> numbers) => Math.Sqrt(numbers.Sum(number => number * number));
}
