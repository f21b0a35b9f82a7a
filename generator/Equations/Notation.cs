namespace RnnGen.Generator.Equations;

/// <summary>Writes an expression in NumPy's notation, as the comments of the emitted code show it.</summary>
internal static class Notation
{
    /// <summary>The expression's text.</summary>
    /// <param name="expression">What to write.</param>
    /// <param name="name">How a variable is written; its step and name by default.</param>
    public static string Of(Expression expression, Func<Variable, string>? name = null) => Write(expression, name ?? (variable => variable.Text), 0);

    // Levels: 1 sums, 2 products, 3 signs. The right operand of an operation needs one level more, since operators group from the left;
    // a product with @ beside * is put into parentheses, although Python would not need them, since readers do.
    private static string Write(Expression expression, Func<Variable, string> name, int level)
    {
        var (text, own) = expression switch
        {
            Number number => (number.Text, 9),
            Read read => (name(read.Variable), 9),
            Add add => ($"{Write(add.Left, name, 1)} + {Write(add.Right, name, 2)}", 1),
            Subtract subtract => ($"{Write(subtract.Left, name, 1)} - {Write(subtract.Right, name, 2)}", 1),
            Multiply multiply => ($"{WriteFactor(multiply.Left, 2)} * {WriteFactor(multiply.Right, 3)}", 2),
            Divide divide => ($"{WriteFactor(divide.Left, 2)} / {WriteFactor(divide.Right, 3)}", 2),
            MatMul product => ($"{Write(product.Left, name, 3)} @ {name(product.Matrix)}{(product.Transposed ? ".T" : "")}", 2),
            Outer outer => ($"{Write(outer.Left, name, 9)}.T @ {Write(outer.Right, name, 3)}", 2),
            Negate negate => ($"-{Write(negate.Operand, name, 3)}", 3),
            Apply apply => ($"{apply.Function.Name}({Write(apply.Argument, name, 0)})", 9),
            Sum sum => ($"sum({Write(sum.Argument, name, 0)})", 9),
            Max max => ($"max({Write(max.Argument, name, 0)})", 9),
            Repeat repeat => (FormattableString.Invariant($"repeat({Write(repeat.Argument, name, 0)}, {repeat.Count})"), 9),
            GroupSum sum => (FormattableString.Invariant($"{Write(sum.Argument, name, 9)}.reshape({sum.Width}, {sum.Count}).sum(axis=1)"), 9),
            Concatenate both => ($"concatenate({Write(both.Left, name, 0)}, {Write(both.Right, name, 0)})", 9),
            Slice slice => (FormattableString.Invariant($"{Write(slice.Argument, name, 9)}[{slice.Start}:{slice.Start + slice.Width}]"), 9),
            Where { Left: Number { IsZero: true }, Right: Read { Variable.Name: "live" } live } where =>
                ($"where({name(live.Variable)}, {Write(where.WhenLess, name, 0)}, {Write(where.Otherwise, name, 0)})", 9),
            Where where => ($"where({Write(where.Left, name, 1)} < {Write(where.Right, name, 1)}, {Write(where.WhenLess, name, 0)}, {Write(where.Otherwise, name, 0)})", 9),
            StopGradient stopped => ($"stop_gradient({Write(stopped.Argument, name, 0)})", 9),
            _ => throw new InvalidOperationException($"no notation for {expression.GetType().Name}"),
        };
        return own < level ? $"({text})" : text;

        string WriteFactor(Expression factor, int factorLevel) => Write(factor, name, factor is MatMul ? 9 : factorLevel);
    }
}
