using RnnGen.Checking;

namespace RnnGen.CommandLine;

/// <summary>How much of a network a gradient check looks at, so that it takes seconds for a large one, too.</summary>
/// <param name="Draws">The random draws.</param>
/// <param name="Sequences">The sequences of a draw.</param>
/// <param name="Every">Every so-manyth weight is compared.</param>
internal sealed record GradientCheckSize(int Draws, int Sequences, int Every)
{
    /// <summary>The notebook's check: what a network is checked with that is not too large for it.</summary>
    public static GradientCheckSize Whole { get; } = new(100, GradientCheck.SequencesPerDraw, 1);

    private const int FewestDraws = 2;

    // A panel.
    private const int FewestSequences = 8;

    // Two central differences a weight.
    private const double Losses = 4;

    private const double MostMultiplyAdds = 2e10;

    /// <summary>
    /// The check of a network: with fewer draws than the notebook's where its work is too much, then with fewer sequences, then with fewer weights.
    /// </summary>
    /// <remarks>
    /// The step from weight to weight is odd: widths are often powers of two, and with an even one some columns of a matrix would never be met.
    /// </remarks>
    public static GradientCheckSize Of(Experiment experiment)
    {
        var sequence = Losses * experiment.Layout.Length * experiment.Layout.Length * experiment.SequenceLength;
        var draws = Most(sequence * Whole.Sequences, FewestDraws, Whole.Draws);
        var sequences = Most(sequence * draws, FewestSequences, Whole.Sequences);
        return new(draws, sequences, (int)Math.Min(Math.Ceiling(sequence * draws * sequences / MostMultiplyAdds), experiment.Layout.Length) | 1);
    }

    private static int Most(double work, int fewest, int most) => (int)Math.Clamp(MostMultiplyAdds / work, fewest, most);
}
