using RnnGen.Generator.Equations;

namespace RnnGen.Generator.Programs;

/// <summary>
/// How the gradient passes through each operation: given <c>y = f(a, b)</c> and <c>dy</c>, the derivative of the loss with respect to y, what a and b
/// receive. This table is all that the generator knows about derivatives; adding an operation to the language is adding its line.
/// </summary>
internal static class DerivativeRules
{
    private static readonly Number TwoOverRootPi = new("1.1283791670955126");

    /// <summary>dx for y = f(x), in terms of x, y and dy. At a kink it is PyTorch's choice.</summary>
    private static readonly Dictionary<Function, Func<Expression, Expression, Expression, Expression>> Functions = new()
    {
        [Function.Identity] = (x, y, dy) => dy,
        [Function.Square] = (x, y, dy) => dy * (2 * x),
        [Function.Tanh] = (x, y, dy) => dy * (1 - (y * y)),
        [Function.Sigmoid] = (x, y, dy) => dy * (y * (1 - y)),
        [Function.Exp] = (x, y, dy) => dy * y,
        [Function.Expm1] = (x, y, dy) => dy * (y + 1),
        [Function.Log] = (x, y, dy) => dy / x,
        [Function.Softplus] = (x, y, dy) => dy * new Apply(Function.Sigmoid, x),
        [Function.Erf] = (x, y, dy) => dy * (TwoOverRootPi * new Apply(Function.Exp, -(x * x))),
        [Function.Sin] = (x, y, dy) => dy * new Apply(Function.Cos, x),
        [Function.Cos] = (x, y, dy) => -(dy * new Apply(Function.Sin, x)),
        [Function.Sqrt] = (x, y, dy) => dy / (2 * y),
        [Function.Abs] = (x, y, dy) => new Where(0, x, dy, new Where(x, 0, -dy, 0)),
        [Function.Relu] = (x, y, dy) => new Where(0, x, dy, 0),
        [Function.LeakyRelu] = (x, y, dy) => new Where(0, x, dy, new Number("0.01") * dy),
        [Function.Softsign] = (x, y, dy) => dy / new Apply(Function.Square, 1 + new Apply(Function.Abs, x)),
        [Function.HardTanh] = (x, y, dy) => new Where(new Apply(Function.Abs, x), 1, dy, 0),
        [Function.HardSigmoid] = (x, y, dy) => new Where(new Apply(Function.Abs, x), 3, dy / 6, 0),
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
        Max(var a, var width) => [(a, new Where(a, y, 0, dy / new Sum(new Where(a, y, 0, 1), width)))],
        Repeat(var a, var width, var count) => [(a, new GroupSum(dy, width, count))],
        Concatenate(var a, var m, var b, var n) => [(a, new Slice(dy, 0, m)), (b, new Slice(dy, m, n))],
        Slice(var a, var start, var width) => [(a, Padded(dy, start, width, a.Shape.Columns))],
        Where(var a, var b, var c, var d) => [(c, new Where(a, b, dy, 0)), (d, new Where(a, b, 0, dy))],
        StopGradient => [],
        Apply(var function, var x) => [(x, Functions[function](x, y, dy))],
        _ => throw new InvalidOperationException($"no derivative of {operation}"),
    };

    // Zeros before and behind.
    private static Concatenate Padded(Expression dy, int start, int width, int length) =>
        new(new Concatenate(0, start, dy, width), start + width, 0, length - start - width);
}
