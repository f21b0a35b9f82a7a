namespace RnnGen;

/// <summary>A number that somebody published for an experiment's task, beside which the own one is shown.</summary>
/// <param name="Source">Where it stands.</param>
/// <param name="Quantity">
/// What it is a number of: <see cref="Sequences"/> until the criterion, the <see cref="Loss"/>, the name of a metric on the test
/// set, or anything else in words.
/// </param>
/// <param name="Value">The number.</param>
public sealed record PublishedResult(string Source, string Quantity, double Value)
{
    /// <summary>The <see cref="Quantity"/> of a number of sequences until the criterion is met; a figure of trials shows it as an upright line.</summary>
    public const string Sequences = "sequences";

    /// <summary>The <see cref="Quantity"/> of a loss; a figure of trials shows it as a line across.</summary>
    public const string Loss = "loss";
}
