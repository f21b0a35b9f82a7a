using RnnGen.Generator.Equations;

namespace RnnGen.Generator.Tests;

/// <summary>Draws expressions whose shapes fit; the seed decides which.</summary>
internal sealed class RandomExpression(int seed)
{
    private static readonly string[] Numbers = ["0", "1", "2", "0.5", "1.0", "0.25", "3e-2", "10"];

    private readonly Random _random = new(seed);

    /// <summary>An expression of a vector with as many elements, or of a number.</summary>
    public Expression Next(int size = 2, int depth = 5) => depth == 0 || _random.Next(8) == 0 ? Leaf(size) : _random.Next(8) switch
    {
        0 => new Add(Next(size, depth - 1), Next(size, depth - 1)),
        1 => new Subtract(Next(size, depth - 1), Next(size, depth - 1)),
        2 => new Multiply(Next(size, depth - 1), Next(size, depth - 1)),
        3 => new Divide(Next(size, depth - 1), Next(size, depth - 1)),
        4 => new Negate(Next(size, depth - 1)),
        5 => new Apply(Pick([.. Function.All.Values.OrderBy(function => function.Name, StringComparer.Ordinal)]), Next(size, depth - 1)),
        6 when size == 2 => Product(depth - 1),
        _ when size == 1 => EquationText.Sum(Vector(Pick([2, 3]), depth - 1)),
        _ => Next(1, depth - 1),
    };

    private MatMul Product(int depth) => Pick([true, false])
        ? new MatMul(Vector(3, depth), EquationText.Variables["W"], Transposed: false)
        : new MatMul(Vector(2, depth), EquationText.Variables["U"], Transposed: false);

    // What stands to the left of @, or in a sum, is a vector of just that size.
    private Expression Vector(int size, int depth)
    {
        var expression = Next(size, depth);
        return expression.Shape == Shape.Vector(size) ? expression : new Add(new Read(EquationText.Variables[size == 3 ? "x" : "z"]), expression);
    }

    private Expression Leaf(int size) => _random.Next(3) == 0
        ? new Number(Pick(Numbers))
        : new Read(EquationText.Variables[Pick(size switch { 1 => ["g"], 2 => ["s_prev", "z", "b", "g"], _ => (string[])["x", "g"] })]);

    private T Pick<T>(T[] items) => items[_random.Next(items.Length)];
}
