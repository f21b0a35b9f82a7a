using RnnGen.Generator.Equations;

namespace RnnGen.Generator.Programs;

/// <summary>What one unit of a statement computes: scalar arithmetic on lanes, every rounding decided. Emission prints it and decides nothing.</summary>
internal abstract record LaneExpression
{
    /// <summary>What the operation is applied to, in the order of the code.</summary>
    public virtual IReadOnlyList<LaneExpression> Operands => [];

    /// <summary>The elements that it reads, each as often as it does.</summary>
    public IEnumerable<LaneRead> Reads() => this is LaneRead read ? [read] : Operands.SelectMany(operand => operand.Reads());
}

/// <summary>One element of a variable.</summary>
/// <param name="IsHeld">Whether it is read from the values that finite differences hold constant.</param>
internal sealed record LaneRead(Variable Variable, UnitIndex Row, UnitIndex Column, bool IsHeld = false) : LaneExpression;

internal sealed record LaneNumber(string Text) : LaneExpression;

internal sealed record LaneNegate(LaneExpression Operand) : LaneExpression
{
    public override IReadOnlyList<LaneExpression> Operands => [Operand];
}

/// <summary>An operation rounded once; the operator is one of <c>+ - * /</c>.</summary>
internal sealed record LaneBinary(char Operator, LaneExpression Left, LaneExpression Right) : LaneExpression
{
    public override IReadOnlyList<LaneExpression> Operands => [Left, Right];
}

/// <summary><c>sum + left * right</c>, or with <paramref name="Minus"/> <c>sum - left * right</c>, as one fused multiply-add.</summary>
internal sealed record LaneMultiplyAdd(LaneExpression Sum, LaneExpression Left, LaneExpression Right, bool Minus) : LaneExpression
{
    public override IReadOnlyList<LaneExpression> Operands => [Sum, Left, Right];
}

/// <summary><paramref name="WhenLess"/> where <c>Left &lt; Right</c>, and <paramref name="Otherwise"/> elsewhere, bit by bit.</summary>
internal sealed record LaneSelect(LaneExpression Left, LaneExpression Right, LaneExpression WhenLess, LaneExpression Otherwise) : LaneExpression
{
    public override IReadOnlyList<LaneExpression> Operands => [Left, Right, WhenLess, Otherwise];
}

/// <summary>Zero where the operand is near the smallest numbers, the operand elsewhere.</summary>
internal sealed record LaneFlush(LaneExpression Operand) : LaneExpression
{
    public override IReadOnlyList<LaneExpression> Operands => [Operand];
}

/// <summary>A method of the lane type with one argument, <c>Sqrt</c> or <c>Abs</c>, or with two, <c>Max</c>.</summary>
internal sealed record LaneCall(string Method, LaneExpression First, LaneExpression? Second) : LaneExpression
{
    public override IReadOnlyList<LaneExpression> Operands => Second is null ? [First] : [First, Second];
}
