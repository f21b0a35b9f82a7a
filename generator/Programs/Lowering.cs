using RnnGen.Generator.Equations;

namespace RnnGen.Generator.Programs;

/// <summary>
/// Fixes the order and the rounding of every sum, once for all forms of the code. A sum runs from left to right; a product with a matrix contributes its
/// terms in order of the inner index; the first term starts the sum, every further product is added by one fused multiply-add.
/// </summary>
internal static class Lowering
{
    /// <summary>The arithmetic of one unit of a vector's value.</summary>
    public static LaneExpression Unit(Expression value, int unit) => Sum(null, Terms(value, unit, false));

    /// <summary>The arithmetic of one element of a parameter's gradient, which the value is added to.</summary>
    public static LaneExpression Accumulated(Statement statement, int row, int column)
    {
        var sum = new LaneRead(statement.Target, row, column);
        return statement.Value is Outer outer
            ? new LaneMultiplyAdd(sum, Unit(outer.Left, row), Unit(outer.Right, column), Minus: false)
            : Sum(sum, Terms(statement.Value, column, false));
    }

    private readonly record struct Term(LaneExpression Left, LaneExpression? Right, bool Minus);

    private static LaneExpression Sum(LaneExpression? start, IEnumerable<Term> terms)
    {
        foreach (var term in terms)
        {
            start = (start, term) switch
            {
                (null, { Right: null, Minus: false }) => term.Left,
                (null, { Right: null, Minus: true }) => new LaneNegate(term.Left),
                (null, { Right: { } right }) => new LaneBinary('*', term.Minus ? new LaneNegate(term.Left) : term.Left, right),
                ({ } sum, { Right: null }) => new LaneBinary(term.Minus ? '-' : '+', sum, term.Left),
                ({ } sum, { Right: { } right }) => new LaneMultiplyAdd(sum, term.Left, right, term.Minus),
            };
        }

        return start!;
    }

    // The terms of the sum that an expression is at its top; what stands in parentheses on the right of a plus is a sum of its own.
    private static IEnumerable<Term> Terms(Expression expression, int unit, bool minus) => expression switch
    {
        Add add => Terms(add.Left, unit, minus).Concat(RightTerms(add.Right, unit, minus)),
        Subtract subtract => Terms(subtract.Left, unit, minus).Concat(RightTerms(subtract.Right, unit, !minus)),
        Negate negate => RightTerms(negate.Operand, unit, !minus),
        MatMul product => Enumerable.Range(0, product.Left.Shape.Columns).Select(k => Element(product, k, unit, minus)),
        Sum sum => Enumerable.Range(0, sum.Width).SelectMany(k => RightTerms(sum.Argument, k, minus)),
        Multiply product => [new Term(Unit(product.Left, unit), Unit(product.Right, unit), minus)],
        GroupSum sum => Enumerable.Range(0, sum.Count).SelectMany(k => RightTerms(sum.Argument, (unit * sum.Count) + k, minus)),
        Apply { Function: var function } apply when function == Function.Square => [new Term(Unit(apply.Argument, unit), Unit(apply.Argument, unit), minus)],
        _ => [new Term(Value(expression, unit), null, minus)],
    };

    private static IEnumerable<Term> RightTerms(Expression expression, int unit, bool minus) => expression is Add or Subtract
        ? [new Term(Unit(expression, unit), null, minus)]
        : Terms(expression, unit, minus);

    private static Term Element(MatMul product, int inner, int unit, bool minus)
    {
        unit = product.Shape.Length == 1 ? 0 : unit;
        var (row, column) = product.Transposed ? (unit, inner) : (inner, unit);
        return new Term(Unit(product.Left, inner), new LaneRead(product.Matrix, row, column), minus);
    }

    private static LaneExpression Value(Expression expression, int unit) => expression switch
    {
        Number number => new LaneNumber(number.Text),
        Read { Variable: var variable } => Element(variable, unit, isHeld: false),
        StopGradient { IsHeld: true, Argument: Read { Variable: var variable } } => Element(variable, unit, isHeld: true),
        StopGradient stopped => Unit(stopped.Argument, unit),
        Divide divide => new LaneBinary('/', Unit(divide.Left, unit), Unit(divide.Right, unit)),
        Max max => Enumerable.Range(1, max.Width - 1).Aggregate(Unit(max.Argument, 0), (largest, k) => new LaneCall("Max", largest, Unit(max.Argument, k))),
        Repeat repeat => Unit(repeat.Argument, unit / repeat.Count),
        Slice slice => Unit(slice.Argument, slice.Start + unit),
        Concatenate both => unit < both.LeftWidth ? Unit(both.Left, unit) : Unit(both.Right, unit - both.LeftWidth),
        Where where => new LaneSelect(Unit(where.Left, unit), Unit(where.Right, unit), Unit(where.WhenLess, unit), Unit(where.Otherwise, unit)),
        Apply { Function.Instruction: { } instruction } apply => new LaneCall(instruction, Unit(apply.Argument, unit), null),
        Apply { Function.Inline: { } inline } apply => Unit(inline(apply.Argument), unit),
        _ => throw new InvalidOperationException($"no lanes for {expression}"),
    };

    private static LaneRead Element(Variable variable, int unit, bool isHeld) => new(variable, 0, variable.Shape.Length == 1 ? 0 : unit, isHeld);
}
