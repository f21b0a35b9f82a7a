using System.Globalization;
using RnnGen.Generator.Equations;
using RnnGen.Testing;

namespace RnnGen.Generator.Tests;

/// <summary>What an expression computes, in plain floating-point arithmetic.</summary>
internal static class ExpressionValue
{
    private static readonly Dictionary<Variable, double[]> Values = EquationText.Variables.Values
        .Select((variable, index) => (variable, values: Enumerable.Range(0, variable.Shape.Length).Select(element => Math.Sin((7 * index) + element + 1)).ToArray()))
        .ToDictionary(pair => pair.variable, pair => pair.values);

    public static double[] Of(Expression expression) => expression switch
    {
        Number { Text: Number.MinusInfinity } => [double.NegativeInfinity],
        Number number => [double.Parse(number.Text, CultureInfo.InvariantCulture)],
        Read read => Values[read.Variable],
        Negate negate => Map(negate.Operand, value => -value),
        Add add => Map(add.Left, add.Right, (left, right) => left + right),
        Subtract subtract => Map(subtract.Left, subtract.Right, (left, right) => left - right),
        Multiply multiply => Map(multiply.Left, multiply.Right, (left, right) => left * right),
        Divide divide => Map(divide.Left, divide.Right, (left, right) => left / right),
        Apply apply => Map(apply.Argument, value => ReferenceFunctions.Of(apply.Function.Name, value).Value),
        Sum sum => [Broadcast(Of(sum.Argument), sum.Width).Sum()],
        MatMul product => Multiply(Broadcast(Of(product.Left), product.Matrix.Shape.Rows), product.Matrix),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>Whether the value and everything on the way to it is finite.</summary>
    public static bool IsFinite(Expression expression) => Of(expression).All(double.IsFinite) && expression.Operands.All(IsFinite);

    public static double[] Broadcast(double[] value, int length) => value.Length == 1 ? [.. Enumerable.Repeat(value[0], length)] : value;

    private static double[] Multiply(double[] left, Variable matrix) =>
        [.. Enumerable.Range(0, matrix.Shape.Columns).Select(column => left.Select((value, row) => value * Values[matrix][(row * matrix.Shape.Columns) + column]).Sum())];

    private static double[] Map(Expression operand, Func<double, double> map) => [.. Of(operand).Select(map)];

    private static double[] Map(Expression left, Expression right, Func<double, double, double> map)
    {
        var (first, second) = (Of(left), Of(right));
        var length = Math.Max(first.Length, second.Length);
        return [.. Broadcast(first, length).Zip(Broadcast(second, length), map)];
    }
}
