using RnnGen.Data.Tasks;

namespace RnnGen.Evaluation;

/// <summary>
/// The share of strings of the embedded Reber grammar at every step of which the symbols that may follow are the most active outputs: the criterion
/// of Hochreiter and Schmidhuber 1997, section 5.1.
/// </summary>
public sealed class LegalNextSymbols : RightnessMetric
{
    /// <inheritdoc/>
    public override string Name => "legal_next_symbols";

    /// <summary>Whether the symbol that does follow is the most active: which symbols may follow is known of a whole string alone.</summary>
    public override bool IsRight(Answer answer) => Accuracy.IndexOfLargest(answer.Prediction.Span) == Accuracy.IndexOfLargest(answer.Target.Span);

    /// <inheritdoc/>
    public override bool IsRight(Predictions predictions, int sequence)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return AreLegal(predictions.Sequences[sequence].Steps, predictions[sequence]);
    }

    /// <inheritdoc/>
    public override double Measure(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return (double)RightCount(predictions) / predictions.Sequences.Count;
    }

    private static bool AreLegal(IReadOnlyList<double> steps, ReadOnlySpan<double> outputs)
    {
        var count = ReberGrammar.Symbols.Length;
        var symbols = new int[steps.Count / count];
        for (var i = 0; i < steps.Count; i++)
        {
            symbols[i / count] = steps[i] == 1 ? i % count : symbols[i / count];
        }

        var legal = ReberGrammar.LegalNext(symbols);
        for (var i = 0; i < symbols.Length; i++)
        {
            var (leastLegal, mostIllegal) = (double.PositiveInfinity, double.NegativeInfinity);
            for (var symbol = 0; symbol < count; symbol++)
            {
                var output = outputs[(i * count) + symbol];
                var isLegal = ((legal[i] >> symbol) & 1) == 1;
                leastLegal = isLegal ? Math.Min(leastLegal, output) : leastLegal;
                mostIllegal = isLegal ? mostIllegal : Math.Max(mostIllegal, output);
            }

            if (!(leastLegal > mostIllegal))
            {
                return false;
            }
        }

        return true;
    }
}
