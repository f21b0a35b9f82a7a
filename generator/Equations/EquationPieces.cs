namespace RnnGen.Generator.Equations;

/// <summary>
/// Cuts an equation into pieces with names where its derivative would be far longer than itself. What is below an operation gets the operation's
/// other operands as factors of its gradient, and below a quotient the quotient, too: of a long product, or of quotients within quotients, the
/// derivative grows with the square or the cube of the length, of pieces with the length. Only operands of what rounds them by themselves get
/// names, so that the values stay the same to the bit.
/// </summary>
/// <param name="name">Gives an expression a name, and returns what reads it.</param>
internal sealed class EquationPieces(Func<Expression, Expression> name)
{
    /// <summary>
    /// So many operations may be copied into the gradients of one piece. The shipped cells have at most 45, a layer
    /// normalization, and a product of ten factors has 180.
    /// </summary>
    private const int MostCopies = 250;

    /// <summary>The equation in terms of its pieces, which have got their names before.</summary>
    public Expression Cut(Expression equation) => Piece(equation).Value;

    private Part Piece(Expression expression)
    {
        if (expression is Number or Read or MatMul or StopGradient or Apply { Function.Kernel: not null })
        {
            return new Part(expression, Leaves: expression is Number or StopGradient ? 0 : 1, Size: 1, Copies: 0);
        }

        var operands = expression.Operands.Select(Piece).ToArray();
        var part = Joined(expression, operands);
        while (part.Copies > MostCopies && IsCopied(expression) && Largest(operands) is { } largest)
        {
            operands[largest] = new Part(name(operands[largest].Value), Leaves: 1, Size: 1, Copies: 0);
            part = Joined(expression, operands);
        }

        return part;
    }

    private static Part Joined(Expression expression, Part[] operands)
    {
        var next = 0;
        var value = expression.Map(_ => operands[next++].Value);
        var (leaves, size) = (operands.Sum(operand => operand.Leaves), 1 + operands.Sum(operand => operand.Size));
        var copies = operands.Sum(operand => operand.Copies) + expression switch
        {
            Multiply => (operands[0].Leaves * (1L + operands[1].Size)) + (operands[1].Leaves * (1L + operands[0].Size)),
            Divide => (operands[0].Leaves * (1L + operands[1].Size)) + (operands[1].Leaves * (2L + size + operands[1].Size)),
            _ when IsCopied(expression) => leaves * (1L + size),
            _ => 0,
        };
        return new Part(value, leaves, size, copies);
    }

    // Whether gradients that pass through the operation have its operands as factors.
    private static bool IsCopied(Expression expression) => expression is not (Add or Subtract or Negate or Sum or Repeat or Concatenate);

    // The operand that brings the most copies; what are numbers alone is no vector, and has no name.
    private static int? Largest(Part[] operands) => Enumerable.Range(0, operands.Length)
        .Where(index => operands[index] is { Size: > 1, Value.Shape.Rank: 1 })
        .OrderByDescending(index => operands[index].Copies + operands[index].Size)
        .Select(index => (int?)index)
        .FirstOrDefault();

    /// <summary>An expression in terms of pieces.</summary>
    /// <param name="Value">The expression.</param>
    /// <param name="Leaves">How often it reads something that a gradient passes on to.</param>
    /// <param name="Size">Its operations and what they read.</param>
    /// <param name="Copies">How many of them are copied into the gradients of what it reads.</param>
    private readonly record struct Part(Expression Value, int Leaves, int Size, long Copies);
}
