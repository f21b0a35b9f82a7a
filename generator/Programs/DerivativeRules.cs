using RnnGen.Generator.Equations;

namespace RnnGen.Generator.Programs;

/// <summary>
/// How the gradient passes through each operation: given <c>y = f(a, b)</c> and <c>dy</c>, the derivative of the loss with respect to y, what a and b
/// receive. This table is all that the generator knows about derivatives; adding an operation to the language is adding its line.
/// </summary>
internal static class DerivativeRules
{
    /// <summary>dx for y = f(x), in terms of x, y and dy.</summary>
    private static readonly Dictionary<Function, Func<Expression, Expression, Expression, Expression>> Functions = new()
    {
        [Function.Identity] = (x, y, dy) => dy,
        [Function.Square] = (x, y, dy) => dy * (2 * x),
        [Function.Tanh] = (x, y, dy) => dy * (1 - (y * y)),
        [Function.Sigmoid] = (x, y, dy) => dy * (y * (1 - y)),
    };

    /// <summary>What each operand of an operation receives.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="y">Its value.</param>
    /// <param name="dy">The derivative of the loss with respect to that value.</param>
    public static IEnumerable<(Expression Operand, Expression Gradient)> Of(Expression operation, Expression y, Expression dy) => operation switch
    {
        Number => [],
        Read => [(operation, dy)],
        Negate(var a) => [(a, -dy)],
        Add(var a, var b) => [(a, dy), (b, dy)],
        Subtract(var a, var b) => [(a, dy), (b, -dy)],
        Multiply(var a, var b) => [(a, dy * b), (b, dy * a)],
        Divide(var a, var b) => [(a, dy / b), (b, -(dy * y / b))],
        MatMul(var a, var w, false) => [(a, new MatMul(dy, w, Transposed: true)), (new Read(w), new Outer(a, dy))],
        Sum(var a, _) => [(a, dy)],
        Apply(var function, var x) => [(x, Functions[function](x, y, dy))],
        _ => throw new InvalidOperationException($"no derivative of {operation}"),
    };
}
