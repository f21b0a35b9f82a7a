namespace RnnGen.SpecTests;

/// <summary>How many of a network's weights finite differences are compared for, so that they take no longer than others' do.</summary>
internal static class DifferenceWork
{
    // Two central differences a weight.
    private const double Losses = 4;

    /// <summary>Every so-manyth weight is compared: all of them where their losses take no more multiply-adds than so many.</summary>
    /// <remarks>An odd number: widths are often powers of two, and with an even one some columns of a matrix would never be met.</remarks>
    public static int Every(Experiment experiment, int draws, int sequences, double most) =>
        (int)Math.Ceiling(Losses * draws * experiment.Layout.Length * sequences * RandomDraw.Cost(experiment) / most) | 1;
}
