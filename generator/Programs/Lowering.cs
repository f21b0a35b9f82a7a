using RnnGen.Generator.Equations;

namespace RnnGen.Generator.Programs;

/// <summary>
/// Fixes the order and the rounding of every sum, once for all forms of the code. A sum runs from left to right; a product with a matrix contributes its
/// terms in order of the inner index; the first term starts the sum, every further product is added by one fused multiply-add.
/// </summary>
internal static class Lowering
{
    /// <summary>The arithmetic of one unit of a vector's value.</summary>
    public static LaneExpression Unit(Expression value, UnitIndex unit) => Chain(null, Segments(value).SelectMany(segment => Terms(segment, unit)))!;

    /// <summary>The arithmetic of one element of a parameter's gradient, which the value is added to.</summary>
    public static LaneExpression Accumulated(Statement statement, int row, int column)
    {
        var sum = new LaneRead(statement.Target, row, column);
        return statement.Value is Outer outer
            ? new LaneMultiplyAdd(sum, Unit(outer.Left, row), Unit(outer.Right, column), Minus: false)
            : Chain(sum, Segments(statement.Value).SelectMany(segment => Terms(segment, column)))!;
    }

    /// <summary>
    /// The parts of the sum that an expression is at its top, in their order; what stands in parentheses on the right of a plus is a sum of its own.
    /// </summary>
    public static IEnumerable<Segment> Segments(Expression expression, bool minus = false) => expression switch
    {
        Add add => Segments(add.Left, minus).Concat(RightSegments(add.Right, minus)),
        Subtract subtract => Segments(subtract.Left, minus).Concat(RightSegments(subtract.Right, !minus)),
        Negate negate => RightSegments(negate.Operand, !minus),
        _ => [new Segment(expression, minus)],
    };

    /// <summary>The terms that a segment adds to a unit's sum.</summary>
    public static IEnumerable<Term> Terms(Segment segment, UnitIndex unit) => segment.Expression switch
    {
        MatMul product => Enumerable.Range(0, product.Left.Shape.Columns).Select(k => Element(product, k, unit, segment.Minus)),
        Sum or GroupSum => Enumerable.Range(0, segment.Count).SelectMany(k => Summand(segment, unit, k)),
        Multiply product => [new Term(Unit(product.Left, unit), Unit(product.Right, unit), segment.Minus)],
        Apply { Function: var function } apply when function == Function.Square =>
            [new Term(Unit(apply.Argument, unit), Unit(apply.Argument, unit), segment.Minus)],
        Add or Subtract => [new Term(Unit(segment.Expression, unit), null, segment.Minus)],
        _ => [new Term(Value(segment.Expression, unit), null, segment.Minus)],
    };

    /// <summary>The terms that a sum over units adds for the k-th of what it adds up.</summary>
    public static IEnumerable<Term> Summand(Segment sum, UnitIndex unit, UnitIndex k) => sum.Expression switch
    {
        Sum over => RightSegments(over.Argument, sum.Minus).SelectMany(segment => Terms(segment, k)),
        GroupSum over => RightSegments(over.Argument, sum.Minus).SelectMany(segment => Terms(segment, (Own(over, unit) * over.Count) + k)),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>Adds terms to what is there, if anything.</summary>
    public static LaneExpression? Chain(LaneExpression? start, IEnumerable<Term> terms)
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

        return start;
    }

    // A sum on the right is one term.
    private static IEnumerable<Segment> RightSegments(Expression expression, bool minus) =>
        expression is Negate ? Segments(expression, minus) : [new Segment(expression, minus)];

    private static Term Element(MatMul product, int inner, UnitIndex unit, bool minus)
    {
        unit = Own(product, unit);
        var (row, column) = product.Transposed ? (unit, (UnitIndex)inner) : ((UnitIndex)inner, unit);
        return new Term(Unit(product.Left, inner), new LaneRead(product.Matrix, row, column), minus);
    }

    private static LaneExpression Value(Expression expression, UnitIndex unit) => expression switch
    {
        Number number => new LaneNumber(number.Text),
        Read { Variable: var variable } => Element(variable, unit, isHeld: false),
        StopGradient { IsHeld: true, Argument: Read { Variable: var variable } } => Element(variable, unit, isHeld: true),
        StopGradient stopped => Unit(stopped.Argument, unit),
        Divide divide => new LaneBinary('/', Unit(divide.Left, unit), Unit(divide.Right, unit)),
        Max max => Enumerable.Range(1, max.Width - 1).Aggregate(Unit(max.Argument, 0), (largest, k) => new LaneCall("Max", largest, Unit(max.Argument, k))),
        Repeat repeat => Unit(repeat.Argument, unit / repeat.Count),
        Slice slice => Unit(slice.Argument, Own(slice, unit) + slice.Start),
        Concatenate both when unit.First < both.LeftWidth && unit.Last >= both.LeftWidth =>
            throw new InvalidOperationException($"a loop over units goes across a bound of {both}"),
        Concatenate both => unit.Last < both.LeftWidth ? Unit(both.Left, unit) : Unit(both.Right, unit + -both.LeftWidth),
        Where where => new LaneSelect(Unit(where.Left, unit), Unit(where.Right, unit), Unit(where.WhenLess, unit), Unit(where.Otherwise, unit)),
        Apply apply when apply.Function == Function.Flush => new LaneFlush(Unit(apply.Argument, unit)),
        Apply { Function.Instruction: { } instruction } apply => new LaneCall(instruction, Unit(apply.Argument, unit), null),
        Apply { Function.Inline: { } inline } apply => Unit(inline(apply.Argument), unit),
        _ => throw new InvalidOperationException($"no lanes for {expression}"),
    };

    private static LaneRead Element(Variable variable, UnitIndex unit, bool isHeld) => new(variable, 0, variable.Shape.Length == 1 ? 0 : unit, isHeld);

    // A vector of one unit stands for each unit of a wider one.
    private static UnitIndex Own(Expression expression, UnitIndex unit) => expression.Shape.Length == 1 ? 0 : unit;
}

/// <summary>A part of a sum.</summary>
/// <param name="Expression">A product with a matrix, a sum over units, or anything else, which is one term.</param>
/// <param name="Minus">Whether it is subtracted.</param>
internal readonly record struct Segment(Expression Expression, bool Minus)
{
    /// <summary>How many things a sum over units adds up.</summary>
    public int Count => Expression switch { Sum sum => sum.Width, GroupSum sum => sum.Count, _ => 1 };
}

/// <summary>A term of a sum: a value, or the product of two, which is added by one fused multiply-add.</summary>
internal readonly record struct Term(LaneExpression Left, LaneExpression? Right, bool Minus);
