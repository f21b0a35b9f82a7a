using System.Globalization;
using System.Runtime.CompilerServices;

namespace RnnGen.Generator.Equations;

/// <summary>
/// Rewrites expressions to shorter ones: zeros and ones drop out, and the numbers of a product become one number where their decimals multiply exactly.
/// It runs before anything decides the order of operations, so every form of the code sees its result.
/// </summary>
internal static class Simplifier
{
    // By itself, since it goes as deep as the expression: the patterns below need a kilobyte of stack.
    public static Expression Simplify(Expression expression) => Shorter(Regroup(expression, expression.Map(Simplify)));

    // The operands are simplified already.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Expression Shorter(Expression node) => node switch
    {
        Add { Left: Number { IsZero: true }, Right: var right } => right,
        Add { Left: var left, Right: Number { IsZero: true } } => left,
        Add { Left: var left, Right: Negate { Operand: var operand } } => new Subtract(left, operand),
        Subtract { Left: var left, Right: Number { IsZero: true } } => left,
        Subtract { Left: Number { IsZero: true }, Right: var right } => Simplify(new Negate(right)),
        Subtract { Left: var left, Right: Negate { Operand: var operand } } => new Add(left, operand),
        Negate { Operand: Number { IsZero: true } } => Number.Zero,
        Negate { Operand: Negate { Operand: var operand } } => Simplify(operand),
        Multiply product => Product(product),
        Divide { Left: Number { IsZero: true }, Right: not Number { IsZero: true } } => Number.Zero,
        Divide { Left: var left, Right: Number { IsOne: true } } => left,
        Divide { Left: Negate { Operand: var left }, Right: var right } => new Negate(new Divide(left, right)),
        MatMul { Left: Number { IsZero: true } } => Number.Zero,
        MatMul { Left: Negate { Operand: var left } } product => new Negate(product with { Left = left }),
        Outer { Left: Number { IsZero: true } } => Number.Zero,
        Sum { Argument: Number { IsZero: true } } => Number.Zero,
        Sum { Argument: Negate { Operand: var argument } } sum => new Negate(Simplify(sum with { Argument = argument })),
        Sum { Width: 1, Argument: var argument } => argument,
        Sum { Argument: GroupSum groups } sum when sum.Width == groups.Width => new Sum(groups.Argument, groups.Width * groups.Count),
        Max { Argument: { Shape.Length: 1 } argument } => argument,
        Repeat { Argument: Number number } => number,
        Repeat { Count: 1, Argument: var argument } => argument,
        GroupSum { Argument: Number { IsZero: true } } => Number.Zero,
        GroupSum { Count: 1, Argument: var argument } => argument,
        GroupSum { Argument: Negate { Operand: var argument } } sum => new Negate(Simplify(sum with { Argument = argument })),
        GroupSum { Argument: GroupSum groups } sum => new GroupSum(groups.Argument, sum.Width, sum.Count * groups.Count),
        Concatenate { Left: Number { IsZero: true }, Right: Number { IsZero: true } } => Number.Zero,
        Concatenate { LeftWidth: 0, Right: var right } => right,
        Concatenate { RightWidth: 0, Left: var left } => left,
        Slice { Argument: Number number } => number,
        Slice { Argument: Concatenate both, Start: 0 } slice when slice.Width == both.LeftWidth => both.Left,
        Slice { Argument: Concatenate both } slice when slice.Start == both.LeftWidth && slice.Width == both.RightWidth => both.Right,
        Where { Left: Number { IsZero: true }, Right: Number { IsZero: true }, Otherwise: var otherwise } => otherwise,
        Where { WhenLess: Number { IsZero: true }, Otherwise: Number { IsZero: true } } => Number.Zero,
        StopGradient { Argument: Number number } => number,
        Apply { Argument: Number { IsZero: true } } apply => new Number(apply.Function.AtZero),
        Apply { Argument: var argument } apply when apply.Function == Function.Identity => argument,
        Apply { Argument: Negate { Operand: var argument } } apply when apply.Function == Function.Square => apply with { Argument = argument },
        _ => node,
    };

    // A sum on the right of another one is rounded by itself. Where zeros drop out of it and a product is left, that stays a sum:
    // as a product it would be added to the other sum by one fused multiply-add, and the same equations with states that are
    // zero, but not known to be, would have other bits.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Expression Regroup(Expression before, Expression after) => (before, after) switch
    {
        (Add { Right: var old }, Add { Left: not Number { IsZero: true }, Right: var right } add) when IsSum(old) => add with { Right = AsSum(right) },
        (Subtract { Right: var old }, Subtract { Left: not Number { IsZero: true }, Right: var right } subtract) when IsSum(old) =>
            subtract with { Right = AsSum(right) },
        (Negate { Operand: var old }, Negate { Operand: var operand } negate) when IsSum(old) => negate with { Operand = AsSum(operand) },
        (Sum { Argument: var old }, Sum { Argument: var argument } sum) when IsSum(old) => sum with { Argument = AsSum(argument) },
        (GroupSum { Argument: var old }, GroupSum { Argument: var argument } sum) when IsSum(old) => sum with { Argument = AsSum(argument) },
        _ => after,
    };

    private static bool IsSum(Expression expression) => expression switch
    {
        Add or Subtract => true,
        Negate { Operand: var operand } => IsSum(operand),
        Apply { Function: var function, Argument: var argument } => function == Function.Identity && IsSum(argument),
        Multiply { Left: Number { IsOne: true }, Right: var right } => IsSum(right),
        Multiply { Left: var left, Right: Number { IsOne: true } } => IsSum(left),
        _ => false,
    };

    private static Expression AsSum(Expression expression) => expression switch
    {
        Multiply or MatMul or Sum or GroupSum => new Add(Number.Zero, expression),
        Apply { Function: var function } when function == Function.Square => new Add(Number.Zero, expression),
        Negate { Operand: var operand } when AsSum(operand) != operand => new Subtract(Number.Zero, operand),
        _ => expression,
    };

    private static Expression Product(Multiply product)
    {
        if (product.Left is Number { IsZero: true } || product.Right is Number { IsZero: true })
        {
            return Number.Zero;
        }

        if (product.Left is Number { IsOne: true })
        {
            return product.Right;
        }

        if (product.Right is Number { IsOne: true })
        {
            return product.Left;
        }

        if (product.Left is Negate { Operand: var left })
        {
            return Simplify(new Negate(new Multiply(left, product.Right)));
        }

        if (product.Right is Negate { Operand: var right })
        {
            return Simplify(new Negate(new Multiply(product.Left, right)));
        }

        // Only a product with two numbers is regrouped: the others keep the order in which they were written.
        if (product.Numbers < 2)
        {
            return product;
        }

        var factors = new List<Expression>();
        AddFactors(product, factors);
        if (ExactProduct(factors.OfType<Number>()) is not { } coefficient)
        {
            return product;
        }

        var rest = factors.Where(factor => factor is not Number);
        return rest.Aggregate<Expression, Expression>(coefficient, (left, right) => left is Number { IsOne: true } ? right : new Multiply(left, right));
    }

    private static void AddFactors(Expression expression, List<Expression> factors)
    {
        if (expression is Multiply product)
        {
            AddFactors(product.Left, factors);
            AddFactors(product.Right, factors);
        }
        else
        {
            factors.Add(expression);
        }
    }

    // Decimal arithmetic is exact up to 28 digits; a product that needs more, or an exponent outside its range, is left to the compiler.
    private static Number? ExactProduct(IEnumerable<Number> numbers)
    {
        var product = 1m;
        var digits = 0;
        foreach (var number in numbers)
        {
            digits += number.Text.Length;
            if (number.Text.IndexOfAny(['e', 'E', 'i']) >= 0 || digits > 28)
            {
                return null;
            }

            product *= decimal.Parse(number.Text, NumberStyles.Number, CultureInfo.InvariantCulture);
        }

        var text = product.ToString(CultureInfo.InvariantCulture);
        return new Number(text.Contains('.') ? text.TrimEnd('0').TrimEnd('.') : text);
    }
}
