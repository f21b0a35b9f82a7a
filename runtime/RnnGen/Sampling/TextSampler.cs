using System.Text.Json;
using RnnGen.Data;
using RnnGen.Evaluation;
using RnnGen.Numerics;
using RnnGen.Randomness;

namespace RnnGen.Sampling;

/// <summary>
/// Draws texts from a network that predicts the next character of a text, each character from the probabilities after those before it. As in the training, the state is
/// carried on from window to window where the network does so; otherwise every window of as many characters as the network has steps starts anew.
/// </summary>
public sealed class TextSampler : IDisposable
{
    // The stream of RandomState([seed, stream]) that no other part of a run has.
    private const uint Stream = 5;

    private readonly Experiment _experiment;
    private readonly Alphabet _alphabet;
    private readonly ParameterBuffer _parameters;
    private readonly Evaluator _evaluator;

    /// <summary>Prepares a network.</summary>
    /// <param name="experiment">A network that <see cref="CanSample"/>.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <exception cref="ArgumentException">The network does not predict the next character.</exception>
    public TextSampler(Experiment experiment, ParameterBuffer parameters)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(parameters);
        if (!CanSample(experiment))
        {
            throw new ArgumentException($"'{experiment.Name}' does not predict the next character: that takes an alphabet, a class of it as the target at every step, and no layer that reads in reverse.", nameof(experiment));
        }

        (_experiment, _alphabet, _parameters, _evaluator) = (experiment, experiment.Alphabet!, parameters, Evaluator.Create(experiment, 1));
    }

    /// <summary>Whether a network predicts, at every step, a character of its alphabet from those up to the step.</summary>
    public static bool CanSample(Experiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return experiment is { HasClassTargets: true, AnswersAtEveryStep: true, Alphabet: { } alphabet }
            && experiment.OutputSize == alphabet.Symbols.Length
            && !ReadsInReverse(experiment);
    }

    /// <summary>What a text starts behind where nothing else is said: a line end, or the first symbol of an alphabet that has none.</summary>
    public static string StartOf(Alphabet alphabet)
    {
        ArgumentNullException.ThrowIfNull(alphabet);
        return alphabet.IndexOf('\n') >= 0 ? "\n" : alphabet.Symbols[..1];
    }

    /// <summary>Draws a text without end, a character whenever one is asked for. A second one starts where the first is left.</summary>
    /// <param name="start">What the text goes on from: at least one character.</param>
    /// <param name="temperature">The probabilities are raised to 1 / temperature: below 1 likely characters become likelier.</param>
    /// <param name="seed">The seed of the numbers, <c>RandomState([seed, 5])</c>.</param>
    /// <exception cref="ArgumentException">The start is empty or has a character that the alphabet does not.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not positive.</exception>
    public IEnumerable<char> Draw(string start, double temperature, uint seed)
    {
        ArgumentException.ThrowIfNullOrEmpty(start);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        foreach (var unknown in start.Where(character => _alphabet.IndexOf(character) < 0).Take(1))
        {
            throw new ArgumentException($"The start has {Alphabet.Quote(unknown.ToString())}, which is not in the alphabet {_alphabet}.", nameof(start));
        }

        return DrawFrom(start, temperature, new RandomState([seed, Stream]));
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose() => _evaluator.Dispose();

    // The window is as long as the network has steps; those behind the character at hand are zero and change nothing before them.
    private IEnumerable<char> DrawFrom(string start, double temperature, RandomState random)
    {
        var (steps, inputs, outputs) = (_experiment.SequenceLength, _experiment.InputSize, _experiment.OutputSize);
        var window = new Sequence(new double[steps * inputs], new double[steps * outputs]);
        var predictions = new double[steps * outputs];
        var symbol = start[0];
        _evaluator.ResetState();
        for (var (i, step) = (0, 0); ; i++, step = (step + 1) % steps)
        {
            Write(symbol, step);
            var isDrawn = i + 1 >= start.Length;
            if (isDrawn || step == steps - 1)
            {
                _evaluator.Load([window]);
                _evaluator.Predict(_parameters.Values, predictions);
            }

            symbol = isDrawn ? _alphabet.Symbols[Choose(predictions.AsSpan(step * outputs, outputs), temperature, random.RandomSample())] : start[i + 1];
            if (step == steps - 1)
            {
                _evaluator.CarryState();
                Array.Clear((double[])window.Steps);
            }

            if (isDrawn)
            {
                yield return symbol;
            }
        }

        void Write(char character, int step)
        {
            var values = ((double[])window.Steps).AsSpan(step * inputs, inputs);
            for (var j = 0; j < inputs; j++)
            {
                values[j] = _alphabet[character][j];
            }
        }
    }

    // The place at which the cumulative weights exceed a uniform number times their sum.
    private static int Choose(ReadOnlySpan<double> probabilities, double temperature, double uniform)
    {
        Span<double> weights = stackalloc double[probabilities.Length];
        var largest = double.NegativeInfinity;
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = Elementary.Log(probabilities[i]) / temperature;
            largest = Math.Max(largest, weights[i]);
        }

        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += Elementary.Exp(weights[i] - largest);
            weights[i] = sum;
        }

        if (!double.IsFinite(sum))
        {
            throw new InvalidDataException("The network's probabilities are not finite: its weights are not those of a training that ended well.");
        }

        var place = 0;
        while (weights[place] <= uniform * sum)
        {
            place++;
        }

        return place;
    }

    private static bool ReadsInReverse(Experiment experiment)
    {
        using var spec = JsonDocument.Parse(experiment.Spec);
        return spec.RootElement.GetProperty("model").GetProperty("layers").EnumerateArray().Any(layer => layer.TryGetProperty("direction", out _));
    }
}
