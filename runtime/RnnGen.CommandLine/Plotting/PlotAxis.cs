namespace RnnGen.CommandLine.Plotting;

/// <summary>A short text with at most one raised part: <c>10</c>, <c>−3</c> above, and what follows it.</summary>
internal readonly record struct PlotLabel(string Text, string Superscript = "", string Rest = "")
{
    /// <summary>A label without a raised part.</summary>
    public static implicit operator PlotLabel(string text) => new(text);
}

/// <summary>A mark on an axis, with a label, or without one if it is a minor mark.</summary>
internal readonly record struct Tick(double Value, PlotLabel? Label);

/// <summary>
/// An axis: where a value lies on it, and its marks.
/// </summary>
/// <param name="Ticks">The marks, ascending.</param>
/// <param name="PowerOfTen">The power of ten that the labels are to be multiplied with; usually 0.</param>
internal abstract record PlotAxis(IReadOnlyList<Tick> Ticks, int PowerOfTen)
{
    /// <summary>
    /// The place of a value: 0 at the start of the axis, 1 at its end.
    /// </summary>
    public abstract double Fraction(double value);

    /// <summary>
    /// The axis's title, which says what the labels are to be multiplied with.
    /// </summary>
    public PlotLabel Title(string quantity) =>
        PowerOfTen == 0 ? quantity : new PlotLabel($"{quantity} (× 10", PlotText.Integer(PowerOfTen), ")");
}
