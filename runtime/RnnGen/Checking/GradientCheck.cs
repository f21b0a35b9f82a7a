using RnnGen.Data;
using RnnGen.Evaluation;
using RnnGen.Initialization;
using RnnGen.Numerics;
using RnnGen.Randomness;

namespace RnnGen.Checking;

/// <summary>
/// Compares the generated gradient with central differences, as the notebook does: random weights from the spec's initializers (normal ones of 0.1
/// in the place of constants), 100 random sequences with targets 0 or 1, one class of a sequence's step or of the sequence where the loss is a
/// cross-entropy, (loss(w + eps) - loss(w - eps)) / (2 eps) for every weight, extrapolated from eps and eps / 2, at the tolerances of
/// <c>np.allclose</c>. Where one-hot inputs are looked up, every other draw has such inputs. Where states are carried, the sequences go on from
/// the last states of others. What stands under stop_gradient is held constant, and nothing is dropped out. It computes in double precision
/// whatever the experiment's own is.
/// </summary>
/// <remarks>
/// A difference that steps over a kink, of relu for instance, is off by half the change of the slope; one of a network that is chaotic by much
/// more; one of a large loss by that loss's rounding, divided by the step. One that disagrees is therefore taken again with ten times the step,
/// and then with a tenth, a hundredth and a ten-thousandth of it, a derivative larger than 1 with a millionth, too, and counted: a wrong
/// derivative disagrees at every step.
/// </remarks>
public static class GradientCheck
{
    /// <summary>The step of the differences.</summary>
    public const double Epsilon = 1e-4;

    /// <summary>The relative tolerance of <c>np.allclose</c>.</summary>
    public const double RelativeTolerance = 1e-5;

    /// <summary>The absolute tolerance of <c>np.allclose</c>.</summary>
    public const double AbsoluteTolerance = 1e-8;

    /// <summary>The sequences of a draw.</summary>
    public const int SequencesPerDraw = 100;

    private static readonly double[] OtherSteps = [10 * Epsilon, Epsilon / 10, Epsilon / 100, Epsilon / 10_000];

    // Of small derivatives, such a difference is rounding.
    private const double StepOfLargeOnes = Epsilon / 1_000_000;

    private static readonly Normal ConstantsReplacement = new(std: 0.1);

    /// <summary>Checks a number of random draws.</summary>
    /// <param name="experiment">The network.</param>
    /// <param name="draws">How often weights and sequences are drawn.</param>
    /// <param name="width">The register width; no bit depends on it.</param>
    /// <param name="sequences">The sequences of a draw, at most 128.</param>
    /// <param name="every">Compares every so-manyth weight alone, from another one on in each draw: for networks that have very many.</param>
    /// <param name="progress">Is told the share of the derivatives that have been compared, from 0 to 1, whenever another hundredth of them has.</param>
    /// <param name="cancellation">Stops the check between two weights.</param>
    public static GradientCheckResult Run(
        Experiment experiment,
        int draws = 100,
        LaneWidth? width = null,
        int sequences = SequencesPerDraw,
        int every = 1,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        var random = new RandomState(experiment.Settings.Seed);
        var worst = default(GradientDifference);
        var failures = 0;
        var retaken = 0;
        var comparisons = 0;
        var reported = 0;
        var looksUp = experiment.GetKernels<ScalarLane>().LooksUpInputs;
        for (var draw = 0; draw < draws; draw++)
        {
            var parameters = Draw(experiment, random);
            using var evaluator = Evaluator.Create(experiment, Sequences(), width, precision: Precision.Float64);
            if (evaluator.CarriesState)
            {
                evaluator.Loss(parameters.Values);
                evaluator.CarryState();
                evaluator.Load(Sequences());
            }

            var gradient = new double[parameters.Values.Length];
            evaluator.Gradient(parameters.Values, gradient);
            evaluator.Hold(parameters.Values);
            for (var i = draw % every; i < gradient.Length; i += every)
            {
                cancellation.ThrowIfCancellationRequested();
                var difference = Difference(Epsilon);
                retaken += difference.IsClose ? 0 : 1;
                for (var other = 0; !difference.IsClose && other < OtherSteps.Length; other++)
                {
                    difference = Difference(OtherSteps[other]);
                }

                if (!difference.IsClose && Math.Abs(gradient[i]) > 1)
                {
                    difference = Difference(StepOfLargeOnes);
                }

                comparisons++;
                failures += difference.IsClose ? 0 : 1;
                worst = comparisons == 1 || difference.Excess > worst.Excess || double.IsNaN(difference.Excess) ? difference : worst;
                Report(((double)draw * gradient.Length) + i);

                GradientDifference Difference(double epsilon) =>
                    new(draw, experiment.Layout.At(i), i, gradient[i], Numerical(evaluator, parameters.Values, i, epsilon));
            }

            void Report(double weights)
            {
                var hundredths = (int)(100 * weights / ((double)draws * gradient.Length));
                if (hundredths > reported)
                {
                    reported = hundredths;
                    progress?.Report(hundredths / 100.0);
                }
            }

            IReadOnlyList<Sequence> Sequences() => RandomSequences.Draw(experiment, random, sequences, isOneHot: looksUp && draw % 2 == 0);
        }

        return new GradientCheckResult(draws, comparisons, failures, retaken, worst);
    }

    // A parameter that starts as a constant would be the same in every draw, and zeros hide much of the gradient.
    private static ParameterBuffer Draw(Experiment experiment, RandomState random)
    {
        var parameters = InitialParameters.Draw(experiment.Layout, experiment.Settings, random);
        foreach (var parameter in experiment.Layout)
        {
            if (!experiment.Settings.Initializers.GetValueOrDefault(parameter.Name, experiment.Settings.DefaultInitializer).Draws(parameter))
            {
                ConstantsReplacement.Fill(parameters.View(parameter), parameter, random);
            }
        }

        return parameters;
    }

    // Richardson's extrapolation of the notebook's central difference: the error of the difference itself, of the order eps^2, drops out.
    private static double Numerical(Evaluator evaluator, double[] parameters, int index, double epsilon) =>
        ((4 * CentralDifference(evaluator, parameters, index, epsilon / 2)) - CentralDifference(evaluator, parameters, index, epsilon)) / 3;

    private static double CentralDifference(Evaluator evaluator, double[] parameters, int index, double epsilon)
    {
        var value = parameters[index];
        parameters[index] = value + epsilon;
        var plus = evaluator.LossWithHeld(parameters);
        parameters[index] = value - epsilon;
        var minus = evaluator.LossWithHeld(parameters);
        parameters[index] = value;
        return (plus - minus) / (2 * epsilon);
    }
}
