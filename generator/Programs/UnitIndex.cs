namespace RnnGen.Generator.Programs;

/// <summary>Which unit of a vector: a number, or, in a loop over units, an expression in the loop's variable.</summary>
/// <param name="Text">The expression, or null where the unit is a number.</param>
/// <param name="First">The smallest value that it takes.</param>
/// <param name="Last">The largest value that it takes.</param>
internal readonly record struct UnitIndex(string? Text, int First, int Last)
{
    public static implicit operator UnitIndex(int unit) => new(null, unit, unit);

    /// <summary>The units from <paramref name="first"/> to <paramref name="last"/>, in a loop where there are several.</summary>
    public static UnitIndex Range(string variable, int first, int last) => first == last ? first : new UnitIndex(variable, first, last);

    public static UnitIndex operator +(UnitIndex left, UnitIndex right) => new(
        (left.Text, right.Text) switch
        {
            (null, null) => null,
            ({ } text, null) when right.First == 0 => text,
            (null, { } text) when left.First == 0 => text,
            _ => $"{left.Operand} {(right is { Text: null, First: < 0 } ? "-" : "+")} {right.Magnitude}",
        },
        left.First + right.First,
        left.Last + right.Last);

    public static UnitIndex operator *(UnitIndex unit, int factor) =>
        new(unit.Text is null || factor == 1 ? unit.Text : FormattableString.Invariant($"{unit.Operand} * {factor}"), unit.First * factor, unit.Last * factor);

    public static UnitIndex operator /(UnitIndex unit, int divisor) =>
        new(
            unit.Text is null || divisor == 1 ? unit.Text : FormattableString.Invariant($"{unit.Operand} / {divisor}"),
            unit.First / divisor,
            unit.Last / divisor);

    // What stands behind a plus, or behind a minus where it is a negative number.
    private string Magnitude => Text is null ? FormattableString.Invariant($"{Math.Abs(First)}") : Operand;

    private string Operand => Text is null ? FormattableString.Invariant($"{First}") : Text.Contains(' ') ? $"({Text})" : Text;

    public override string ToString() => Text ?? FormattableString.Invariant($"{First}");
}
