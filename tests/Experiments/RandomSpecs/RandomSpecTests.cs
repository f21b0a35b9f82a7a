using System.Globalization;
using System.Runtime.Loader;
using RnnGen.Checking;
using RnnGen.Data;
using RnnGen.Generator.Emission;
using RnnGen.Generator.Equations;
using RnnGen.Generator.Programs;
using RnnGen.Generator.Specs;
using RnnGen.Initialization;
using RnnGen.Numerics;
using RnnGen.Randomness;
using RnnGen.SpecTests.Interpreter;
using RnnGen.Testing;
using RnnGen.Training;
using Xunit;

namespace RnnGen.SpecTests.RandomSpecs;

/// <summary>
/// Random valid specs: all forms of the code give the same bits, whatever the registers, loss and gradient are those of the interpreted equations, and the
/// gradient is that of finite differences. Predictions step by step are those of whole sequences.
/// </summary>
/// <remarks>The first 200 seeds; others where the environment says so: <c>RNNGEN_RANDOM_SPECS=0..4999</c>, or <c>=17..17</c> to look at one again.</remarks>
public class RandomSpecTests
{
    // Specs that are compiled together.
    private const int BatchSize = 20;

    // The multiply-adds of finite differences: of networks with more than some thousand weights not all are compared, which the interpreter's derivatives are with all of them.
    private const double MostDifferenceWork = 1e9;

    // 16 units in the last place of 1.
    private const double Little = 16 * 2.220446049250313e-16;

    private static readonly (string Form, string Units, LaneWidth Width)[] Forms =
    [
        ("unrolled", "spelled_out", LaneWidth.Bits512),
        ("shared", "spelled_out", LaneWidth.Bits256),
        ("looped", "spelled_out", LaneWidth.Bits128),
        ("unrolled", "looped", LaneWidth.Bits512),
        ("looped", "looped", LaneWidth.Bits256),
    ];

    public static TheoryData<int, int> Batches
    {
        get
        {
            var range = (Environment.GetEnvironmentVariable("RNNGEN_RANDOM_SPECS") is { Length: > 0 } seeds ? seeds : "0..199").Split("..");
            var (first, last) = (int.Parse(range[0], CultureInfo.InvariantCulture), int.Parse(range[1], CultureInfo.InvariantCulture));
            var batches = new TheoryData<int, int>();
            for (var start = first; start <= last; start += BatchSize)
            {
                batches.Add(start, Math.Min(start + BatchSize - 1, last));
            }

            // A sum of which zeros left a product: a prediction step by step had other bits.
            batches.Add(4676, 4676);

            // Chaos: cos(2 * h_prev) in 34 steps, of which the only weight is hardly read.
            batches.Add(1810, 1810);

            // Sums of numbers with two decimals that are zero, but for rounding, and relu of them.
            batches.Add(1310, 1310);

            // Logits of 800, of which only the largest exponential is a number unless the largest logit is taken away.
            batches.Add(3890, 3890);

            // A step of 28,505 multiply-adds, which is not spelled out.
            batches.Add(4683, 4683);

            // A derivative of -5e-5 of a loss of 100 with kinks: differences with a step of 1e-6 are rounding already, and with 1e-4 step over a kink.
            batches.Add(4690, 4690);

            // A derivative of -7e5, of which differences with a step of 1e-8 see half.
            batches.Add(2729, 2729);

            return batches;
        }
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void Every_form_gives_the_same_bits_and_the_right_gradient(int first, int last)
    {
        var specs = Enumerable.Range(first, last - first + 1).Select(seed => new RandomSpec(seed)).ToArray();
        var context = new AssemblyLoadContext("random specs", isCollectible: true);
        try
        {
            using var image = new MemoryStream(CompiledSpecs.Image(GeneratorRun.BriefParseOptions, specs.SelectMany(spec => FormsOf(spec).Select(form => spec.As(form.Form, form.Units)))));
            var experiments = CompiledSpecs.Experiments(context.LoadFromStream(image));
            Assert.All(specs, spec => Check(spec, experiments));
        }
        finally
        {
            context.Unload();
        }
    }

    private static void Check(RandomSpec spec, IReadOnlyDictionary<string, Experiment> experiments)
    {
        var forms = FormsOf(spec).Select(form => (Experiment: experiments[spec.NameAs(form.Form, form.Units)], form.Width)).ToArray();
        var experiment = forms[0].Experiment;
        AssertSameBits(forms.Select(form => Trainer.Train(form.Experiment, form.Experiment.Settings, form.Width)).Select(run => run.Losses.Concat(run.Final.Values)));

        var text = spec.As("unrolled", "looped");
        var interpreter = new SpecInterpreter(SpecFile.Read(text.Path, text.Text).Experiment!, experiment.Layout);
        var random = new RandomState(experiment.Settings.Seed);
        foreach (var sequences in new[] { experiment.Train, RandomSequences.Draw(experiment, random, 1), RandomSequences.Draw(experiment, random, spec.HasChunks ? 141 : 11) })
        {
            var parameters = InitialParameters.Draw(experiment.Layout, experiment.Settings, random);
            var draw = RandomDraw.Of(experiment, parameters, sequences, random);
            AssertSameBits(forms.Select(form => Results(form.Experiment, draw, form.Width)));
            AssertSameBits(forms.Select(form => Results(form.Experiment, draw, form.Width, Precision.Float32)));
            foreach (var (form, width) in forms.Where(form => form.Width == LaneWidth.Bits512))
            {
                SamePredictions.Check(form, draw, sequences.Count, width, Precision.Float64);
                SamePredictions.Check(form, draw, sequences.Count, width, Precision.Float32);
            }

            AssertClose(Interpreted(_ => 0), [Interpreted(_ => Little), Interpreted(chance => Little * chance), Interpreted(chance => -Little * chance)], Results(experiment, draw, Lanes.Width));

            // With each number that the network reads changed by a little, which may depend on a chance from -1 to 1.
            double[] Interpreted(Func<double, double> change)
            {
                var chances = new RandomState(0);
                var values = Numbers(parameters.Values);
                var carried = draw.Before is { } before ? interpreter.Evaluate(values, [.. before.Select(Changed)]).LastStates : null;
                var (loss, gradient, predictions, _) = interpreter.Evaluate(values, [.. sequences.Select(Changed)], carried);
                return [loss, .. gradient, .. predictions];

                Sequence Changed(Sequence sequence) => sequence with { Steps = Numbers(sequence.Steps) };

                double[] Numbers(IEnumerable<double> numbers) => [.. numbers.Select(number => number * (1 + change(chances.Uniform(-1, 1))))];
            }
        }

        var check = GradientCheck.Run(forms[^1].Experiment, draws: 2, sequences: 8, every: DifferenceWork.Every(experiment, draws: 2, sequences: 8, MostDifferenceWork));
        Assert.True(check.Passed, $"{check.Failures} of {check.Comparisons} derivatives are off; the worst is {check.Worst}");
    }

    // A step of many operations cannot be spelled out, nor can a unit.
    private static IEnumerable<(string Form, string Units, LaneWidth Width)> FormsOf(RandomSpec spec)
    {
        var text = spec.As("unrolled", "looped");
        var network = NetworkBinder.Bind(SpecFile.Read(text.Path, text.Text).Experiment!, new Dictionary<string, CellSpec?>(), [])!;
        return (Plan.TooLarge(network, UnitForm.SpelledOut) ?? Plan.TooLarge(UnrolledProgram.Of(network), UnitForm.SpelledOut)) is null ? Forms : Forms.Where(form => form.Units == "looped");
    }

    private static double[] Results(Experiment experiment, RandomDraw draw, LaneWidth width, Precision? precision = null)
    {
        var (loss, gradient) = draw.Gradient(experiment, width, precision: precision);
        return [loss, .. gradient, .. draw.Predict(experiment, width, precision)];
    }

    private static void AssertSameBits(IEnumerable<IEnumerable<double>> results)
    {
        var bits = results.Select(result => result.Select(BitConverter.DoubleToInt64Bits).ToArray()).ToArray();
        Assert.All(bits, form => Assert.Equal(bits[0], form));
        Assert.All(bits[0], value => Assert.True(double.IsFinite(BitConverter.Int64BitsToDouble(value))));
    }

    // Both round, and some of the networks make much of it: what nearly the same weights and inputs change is allowed as well. Where relu is taken of what is zero but for rounding, either derivative
    // is right: changed by chance and by the opposite, it is above zero once and below once.
    private static void AssertClose(double[] expected, double[][] ofNearlyTheSame, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(Enumerable.Range(0, expected.Length), i =>
        {
            var most = (1e-12 * Math.Max(1, Math.Abs(expected[i]))) + ofNearlyTheSame.Max(other => Math.Abs(other[i] - expected[i]));
            Assert.InRange(Math.Abs(expected[i] - actual[i]), 0, most);
        });
    }
}
