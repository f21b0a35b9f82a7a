using RnnGen.Evaluation;
using RnnGen.Numerics;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>Predictions step by step are those of whole sequences.</summary>
internal static class SamePredictions
{
    /// <summary>Compares the first sequences of a draw, where the network has its answer as soon as its step is there.</summary>
    public static void Check(Experiment experiment, RandomDraw draw, int sideBySide, LaneWidth? width, Precision precision)
    {
        if (!experiment.IsCausal)
        {
            return;
        }

        var answers = experiment.AnswersAtEveryStep ? experiment.SequenceLength : 1;
        var sequences = draw.Sequences.Take(sideBySide).ToArray();
        using var evaluator = Evaluator.Create(experiment, sequences, precision: precision);
        var expected = new double[sequences.Length * answers * experiment.OutputSize];
        evaluator.Predict(draw.Parameters.Values, expected);

        using var predictor = Predictor.Create(experiment, draw.Parameters.Values, sequences.Length, width, precision);
        var actual = new double[expected.Length];
        var (inputs, outputs) = (new double[sequences.Length * experiment.InputSize], new double[sequences.Length * experiment.OutputSize]);
        for (var step = 0; step < experiment.SequenceLength; step++)
        {
            for (var i = 0; i < sequences.Length; i++)
            {
                var steps = sequences[i].Steps.Skip(step * experiment.InputSize).Take(experiment.InputSize).ToArray();
                steps.CopyTo(inputs, i * experiment.InputSize);
            }

            predictor.Advance(inputs, outputs);
            for (var i = 0; i < sequences.Length; i++)
            {
                var length = sequences[i].Steps.Count / experiment.InputSize;
                if (step < length && (experiment.AnswersAtEveryStep || step == length - 1))
                {
                    var answer = experiment.AnswersAtEveryStep ? step : 0;
                    outputs.AsSpan(i * experiment.OutputSize, experiment.OutputSize).CopyTo(actual.AsSpan(((i * answers) + answer) * experiment.OutputSize));
                }
            }
        }

        // Of zeros the sign may be another one, where a state is still zero after the first step.
        Assert.Equal(expected, actual);
    }
}
