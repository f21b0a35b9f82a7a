using System.Globalization;

namespace RnnGen.Generator.Equations;

/// <summary>
/// Rewrites expressions to shorter ones: zeros and ones drop out, and the numbers of a product become one number where their decimals multiply exactly.
/// It runs before anything decides the order of operations, so every form of the code sees its result.
/// </summary>
internal static class Simplifier
{
    public static Expression Simplify(Expression expression)
    {
        var node = expression.Map(Simplify);
        return node switch
        {
            Add { Left: Number { IsZero: true }, Right: var right } => right,
            Add { Left: var left, Right: Number { IsZero: true } } => left,
            Add { Left: var left, Right: Negate { Operand: var operand } } => new Subtract(left, operand),
            Subtract { Left: var left, Right: Number { IsZero: true } } => left,
            Subtract { Left: Number { IsZero: true }, Right: var right } => Simplify(new Negate(right)),
            Subtract { Left: var left, Right: Negate { Operand: var operand } } => new Add(left, operand),
            Negate { Operand: Number { IsZero: true } } => Number.Zero,
            Negate { Operand: Negate { Operand: var operand } } => operand,
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
    }

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
