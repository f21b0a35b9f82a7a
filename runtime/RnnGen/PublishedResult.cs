namespace RnnGen;

/// <summary>A number that somebody published for an experiment's task, beside which the own one is shown.</summary>
/// <param name="Source">Where it stands.</param>
/// <param name="Quantity">What it is a number of: <c>sequences</c> until the criterion, or the name of a metric on the test set, or anything else in words.</param>
/// <param name="Value">The number.</param>
public sealed record PublishedResult(string Source, string Quantity, double Value);
