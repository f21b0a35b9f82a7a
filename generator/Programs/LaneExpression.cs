using RnnGen.Generator.Equations;

namespace RnnGen.Generator.Programs;

/// <summary>What one unit of a statement computes: scalar arithmetic on lanes, every rounding decided. Emission prints it and decides nothing.</summary>
internal abstract record LaneExpression;

/// <summary>One element of a variable.</summary>
internal sealed record LaneRead(Variable Variable, int Row, int Column) : LaneExpression;

internal sealed record LaneNumber(string Text) : LaneExpression;

internal sealed record LaneNegate(LaneExpression Operand) : LaneExpression;

/// <summary>An operation rounded once; the operator is one of <c>+ - * /</c>.</summary>
internal sealed record LaneBinary(char Operator, LaneExpression Left, LaneExpression Right) : LaneExpression;

/// <summary><c>sum + left * right</c>, or with <paramref name="Minus"/> <c>sum - left * right</c>, as one fused multiply-add.</summary>
internal sealed record LaneMultiplyAdd(LaneExpression Sum, LaneExpression Left, LaneExpression Right, bool Minus) : LaneExpression;
