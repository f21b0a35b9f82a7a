namespace RnnGen.Benchmarks.Reporting;

/// <summary>What is to be reached, and what was.</summary>
/// <param name="What">The quantity.</param>
/// <param name="Reached">What was measured.</param>
/// <param name="AtLeast">What counts as reached.</param>
/// <param name="Aim">What would be better still.</param>
/// <param name="Format">How numbers are shown, such as <c>0.0x</c>.</param>
internal sealed record Target(string What, double Reached, double AtLeast, double Aim, Func<double, string> Format)
{
    /// <summary>Whether less is better: where the aim is below what counts as reached.</summary>
    private bool LessIsBetter => Aim < AtLeast;

    /// <summary>Whether it was reached, in a word.</summary>
    public string Verdict => IsWithin(Aim) ? "aim reached" : IsWithin(AtLeast) ? "reached" : "missed";

    private bool IsWithin(double bound) => LessIsBetter ? Reached <= bound : Reached >= bound;
}
