using RnnGen.Checking;
using RnnGen.Data;
using RnnGen.Evaluation;
using RnnGen.Initialization;
using RnnGen.Numerics;
using RnnGen.Randomness;

namespace RnnGen.SpecTests;

/// <summary>Weights and sequences of an experiment, and what the generated code makes of them.</summary>
internal sealed record RandomDraw(ParameterBuffer Parameters, IReadOnlyList<Sequence> Sequences)
{
    private const int Draws = 3;

    /// <summary>Windows, as many, whose last states the sequences go on from, where the network carries its states; otherwise none, and they start from the initial state.</summary>
    public IReadOnlyList<Sequence>? Before { get; init; }

    /// <summary>What the interpreter computes number by number takes long for a large network: it sees fewer sequences of it.</summary>
    public const double Work = 1_500_000;

    /// <summary>The work of one sequence.</summary>
    public static double Cost(Experiment experiment) => (double)experiment.Layout.Length * experiment.SequenceLength;

    /// <summary>More sequences than a chunk of 128, and not a multiple of a panel's 8, so that every remainder is met.</summary>
    public static IEnumerable<RandomDraw> Of(string name)
    {
        var experiment = SpecCases.Get(name);
        var random = new RandomState(7);
        var most = Math.Max(1, (int)(Work / Cost(experiment)));
        if (experiment.Train.Count > 0)
        {
            yield return new(InitialParameters.Draw(experiment.Layout, experiment.Settings, random), [.. experiment.Train.Take(most)]);
        }

        // As many inputs as can be looked up.
        if (experiment.InputSize >= 16)
        {
            var sequences = RandomSequences.Draw(experiment, random, Math.Min(11, most)).Select(sequence => OneHot(sequence, experiment.InputSize, random));
            yield return new(InitialParameters.Draw(experiment.Layout, experiment.Settings, random), [.. sequences]);
        }

        for (var i = 0; i < Draws; i++)
        {
            var parameters = InitialParameters.Draw(experiment.Layout, experiment.Settings, random);
            var count = Math.Min(new[] { 1, 11, 141 }[i], most);
            yield return Of(experiment, parameters, RandomSequences.Draw(experiment, random, count), random);
        }
    }

    /// <summary>The sequences at some parameters, behind random windows where the network carries its states.</summary>
    public static RandomDraw Of(Experiment experiment, ParameterBuffer parameters, IReadOnlyList<Sequence> sequences, RandomState random)
    {
        using var evaluator = Evaluator.Create(experiment, capacity: 1);
        return new(parameters, sequences) { Before = evaluator.CarriesState ? RandomSequences.Draw(experiment, random, sequences.Count) : null };
    }

    /// <summary>The sequence with other inputs: of each step a single one, or of one step in eight none.</summary>
    public static Sequence OneHot(Sequence sequence, int inputs, RandomState random)
    {
        var steps = new double[sequence.Steps.Count];
        for (var step = 0; step < steps.Length; step += inputs)
        {
            if (random.Randint(0, 8) > 0)
            {
                steps[step + random.Randint(0, inputs)] = 1;
            }
        }

        return sequence with { Steps = steps };
    }

    /// <summary>The loss and its gradient.</summary>
    public (double Loss, double[] Gradient) Gradient(Experiment experiment, LaneWidth? width, int? threads = null, Precision? precision = null)
    {
        using var evaluator = Load(experiment, width, threads, precision);
        var gradient = new double[experiment.Layout.Length];
        return (evaluator.Gradient(Parameters.Values, gradient), gradient);
    }

    /// <summary>The predictions.</summary>
    public double[] Predict(Experiment experiment, LaneWidth? width = null, Precision? precision = null)
    {
        using var evaluator = Load(experiment, width, null, precision);
        var predictions = new double[Sequences.Count * experiment.OutputSize * (experiment.AnswersAtEveryStep ? experiment.SequenceLength : 1)];
        evaluator.Predict(Parameters.Values, predictions);
        return predictions;
    }

    // Of fewer sequences than there are windows before them, the first.
    private Evaluator Load(Experiment experiment, LaneWidth? width, int? threads, Precision? precision)
    {
        var evaluator = Evaluator.Create(experiment, Before is null ? Sequences : [.. Before.Take(Sequences.Count)], width, threads, precision);
        if (Before is not null)
        {
            evaluator.Loss(Parameters.Values);
            evaluator.CarryState();
            evaluator.Load(Sequences);
        }

        return evaluator;
    }
}
