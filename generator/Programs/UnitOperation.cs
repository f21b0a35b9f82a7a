using RnnGen.Generator.Equations;

namespace RnnGen.Generator.Programs;

/// <summary>A piece of a statement that is one loop over units, or one call. Statements are prepared by <see cref="SumNaming"/>.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Continues">Whether it goes on with the sum that stands in the target.</param>
internal abstract record UnitOperation(Statement Statement, bool Continues)
{
    /// <summary>The pieces of a statement in their order.</summary>
    public static IEnumerable<UnitOperation> Of(Statement statement)
    {
        switch (statement.Value)
        {
            case Outer outer:
                return [new OuterOperation(statement, outer)];
            case Max max:
                return [new MaxOperation(statement, max)];
            case Apply { Function.Kernel: { } kernel, Argument: Read { Variable: var argument } }:
                return [new FunctionOperation(statement, kernel, argument)];
            default:
                return Chain(statement);
        }
    }

    // Products are calls; what stands between them is a loop.
    private static IEnumerable<UnitOperation> Chain(Statement statement)
    {
        var continues = statement.Accumulates;
        var terms = new List<Segment>();
        foreach (var segment in Lowering.Segments(statement.Value))
        {
            if (segment.Expression is not MatMul product)
            {
                terms.Add(segment);
                continue;
            }

            if (terms.Count > 0)
            {
                yield return new LoopOperation(statement, [.. terms], continues);
                terms.Clear();
                continues = true;
            }

            yield return new ProductOperation(statement, product, segment.Minus, continues);
            continues = true;
        }

        if (terms.Count > 0)
        {
            yield return new LoopOperation(statement, [.. terms], continues);
        }
    }
}

/// <summary>A product with a matrix, set or added to the target of every column.</summary>
internal sealed record ProductOperation(Statement Statement, MatMul Product, bool Minus, bool Continues) : UnitOperation(Statement, Continues)
{
    /// <summary>The matrix as the product reads it.</summary>
    public PackedOperand Matrix => new(Product.Matrix, Product.Transposed, Minus, Product.Shape.Length < Units ? Units : 1);

    /// <summary>The units of the target: a product that is one number is added to each of them.</summary>
    public int Units => Statement.Target.Shape.Length;
}

/// <summary>The gradient of a matrix, added to the target.</summary>
internal sealed record OuterOperation(Statement Statement, Outer Outer) : UnitOperation(Statement, true);

/// <summary>A function of the runtime over all units of a variable.</summary>
internal sealed record FunctionOperation(Statement Statement, string Kernel, Variable Argument) : UnitOperation(Statement, false);

/// <summary>The largest unit.</summary>
internal sealed record MaxOperation(Statement Statement, Max Max) : UnitOperation(Statement, false);

/// <summary>A sum of elementwise terms and of sums over units, for each unit of the target.</summary>
internal sealed record LoopOperation(Statement Statement, IReadOnlyList<Segment> Segments, bool Continues) : UnitOperation(Statement, Continues);

/// <summary>A matrix as products read it.</summary>
/// <param name="Matrix">The parameter.</param>
/// <param name="Transposed">Whether it is its transpose.</param>
/// <param name="Minus">Whether it is negated.</param>
/// <param name="Copies">How often its only column is there.</param>
internal sealed record PackedOperand(Variable Matrix, bool Transposed, bool Minus, int Copies)
{
    /// <summary>The name of its field.</summary>
    public string Name => Matrix.Name + (Transposed ? "_T" : "") + (Minus ? "_minus" : "") + (Copies > 1 ? FormattableString.Invariant($"_x{Copies}") : "");

    /// <summary>Its numbers: whole blocks of four columns.</summary>
    public int Length => Copies > 1
        ? Padded(Copies) * Matrix.Shape.Length
        : Transposed
        ? Padded(Matrix.Shape.Rows) * Matrix.Shape.Columns
        : Matrix.Shape.Rows * Padded(Matrix.Shape.Columns);

    private static int Padded(int columns) => (columns + 3) / 4 * 4;
}
