namespace RnnGen.Generator.Equations;

/// <summary>The shape of a value of one sequence: a number, a row vector [n], or a matrix [m, n]. The batch is no dimension of it.</summary>
internal readonly record struct Shape(int Rank, int Rows, int Columns)
{
    public static readonly Shape Number = new(0, 1, 1);

    /// <summary>The count of elements.</summary>
    public int Length => Rows * Columns;

    public static Shape Vector(int length) => new(1, 1, length);

    public static Shape Matrix(int rows, int columns) => new(2, rows, columns);

    public override string ToString() => Rank switch
    {
        0 => "a number",
        1 => FormattableString.Invariant($"[{Columns}]"),
        _ => FormattableString.Invariant($"[{Rows}, {Columns}]"),
    };
}
