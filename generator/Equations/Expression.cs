namespace RnnGen.Generator.Equations;

/// <summary>
/// A typed expression over variables. The operators build nodes, so that a rule of differentiation reads as its formula: <c>dy * (1 - y * y)</c>.
/// </summary>
internal abstract record Expression(Shape Shape)
{
    public static Expression operator +(Expression left, Expression right) => new Add(left, right);

    public static Expression operator -(Expression left, Expression right) => new Subtract(left, right);

    public static Expression operator *(Expression left, Expression right) => new Multiply(left, right);

    public static Expression operator /(Expression left, Expression right) => new Divide(left, right);

    public static Expression operator -(Expression operand) => new Negate(operand);

    public static implicit operator Expression(int number) => new Number(FormattableString.Invariant($"{number}"));

    /// <summary>The direct operands.</summary>
    public virtual IEnumerable<Expression> Operands => [];

    /// <summary>This node with its operands mapped.</summary>
    public virtual Expression Map(Func<Expression, Expression> map) => this;

    /// <summary>This expression with every variable replaced.</summary>
    public Expression Substitute(Func<Variable, Expression> replacement) =>
        this is Read read ? replacement(read.Variable) : Map(operand => operand.Substitute(replacement));

    /// <summary>Every variable that is read, as often as it is.</summary>
    public IEnumerable<Variable> Reads() => Nodes().OfType<Read>().Select(read => read.Variable);

    /// <summary>
    /// This node and all below it, from left to right. Without recursion: nested iterators would take the square of a long expression's time.
    /// </summary>
    public IEnumerable<Expression> Nodes()
    {
        var pending = new Stack<Expression>([this]);
        while (pending.Count > 0)
        {
            var node = pending.Pop();
            yield return node;
            foreach (var operand in node.Operands.Reverse())
            {
                pending.Push(operand);
            }
        }
    }

    public sealed override string ToString() => Notation.Of(this);

    /// <summary>The shape of an elementwise operation, whose operands have been checked.</summary>
    public static Shape Broadcast(Shape left, Shape right) => left.Rank == 0 || (left.Length == 1 && right.Length > 1) ? right : left;
}

internal sealed record Number(string Text) : Expression(Shape.Number)
{
    public static readonly Number Zero = new("0");

    /// <summary>The logarithm of zero, which no YAML can say.</summary>
    public const string MinusInfinity = "-inf";

    public bool IsZero => Text.Split('e', 'E')[0].All(digit => digit is '0' or '.' or '-');

    public bool IsOne => Text is "1" or "1.0";
}

internal sealed record Read(Variable Variable) : Expression(Variable.Shape);

internal sealed record Negate(Expression Operand) : Expression(Operand.Shape)
{
    public override IEnumerable<Expression> Operands => [Operand];

    public override Expression Map(Func<Expression, Expression> map) => new Negate(map(Operand));
}

internal sealed record Add(Expression Left, Expression Right) : Expression(Broadcast(Left.Shape, Right.Shape))
{
    public override IEnumerable<Expression> Operands => [Left, Right];

    public override Expression Map(Func<Expression, Expression> map) => new Add(map(Left), map(Right));
}

internal sealed record Subtract(Expression Left, Expression Right) : Expression(Broadcast(Left.Shape, Right.Shape))
{
    public override IEnumerable<Expression> Operands => [Left, Right];

    public override Expression Map(Func<Expression, Expression> map) => new Subtract(map(Left), map(Right));
}

internal sealed record Multiply(Expression Left, Expression Right) : Expression(Broadcast(Left.Shape, Right.Shape))
{
    /// <summary>How many factors of the whole product are numbers.</summary>
    public int Numbers { get; } = NumbersOf(Left) + NumbersOf(Right);

    public override IEnumerable<Expression> Operands => [Left, Right];

    public override Expression Map(Func<Expression, Expression> map) => new Multiply(map(Left), map(Right));

    private static int NumbersOf(Expression factor) => factor switch { Number => 1, Multiply product => product.Numbers, _ => 0 };
}

internal sealed record Divide(Expression Left, Expression Right) : Expression(Broadcast(Left.Shape, Right.Shape))
{
    public override IEnumerable<Expression> Operands => [Left, Right];

    public override Expression Map(Func<Expression, Expression> map) => new Divide(map(Left), map(Right));
}

/// <summary><c>left @ matrix</c> or <c>left @ matrix.T</c>: the row vector of every sequence times a parameter.</summary>
internal sealed record MatMul(Expression Left, Variable Matrix, bool Transposed)
    : Expression(Shape.Vector(Transposed ? Matrix.Shape.Rows : Matrix.Shape.Columns))
{
    public override IEnumerable<Expression> Operands => [Left, new Read(Matrix)];

    public override Expression Map(Func<Expression, Expression> map) => map(Left) is var left && map(new Read(Matrix)) is Read matrix
        ? new MatMul(left, matrix.Variable, Transposed)
        : throw new InvalidOperationException("a matrix is a parameter");
}

/// <summary><c>left.T @ right</c> of two row vectors, summed over the sequences: the gradient of a matrix.</summary>
internal sealed record Outer(Expression Left, Expression Right) : Expression(Shape.Matrix(Left.Shape.Columns, Right.Shape.Columns))
{
    public override IEnumerable<Expression> Operands => [Left, Right];

    public override Expression Map(Func<Expression, Expression> map) => new Outer(map(Left), map(Right));
}

internal sealed record Apply(Function Function, Expression Argument) : Expression(Argument.Shape)
{
    public override IEnumerable<Expression> Operands => [Argument];

    public override Expression Map(Func<Expression, Expression> map) => new Apply(Function, map(Argument));
}

/// <summary>The sum over the units of a vector, in their order.</summary>
/// <param name="Width">The count of units, which stays when the vector turns out to be the same number in each.</param>
internal sealed record Sum(Expression Argument, int Width) : Expression(Shape.Vector(1))
{
    public override IEnumerable<Expression> Operands => [Argument];

    public override Expression Map(Func<Expression, Expression> map) => new Sum(map(Argument), Width);
}

/// <summary>The largest unit of a vector.</summary>
/// <param name="Width">The count of units, which stays when the vector turns out to be the same number in each.</param>
internal sealed record Max(Expression Argument, int Width) : Expression(Shape.Vector(1))
{
    public override IEnumerable<Expression> Operands => [Argument];

    public override Expression Map(Func<Expression, Expression> map) => new Max(map(Argument), Width);
}

/// <summary>Each unit of a vector some times in a row: <c>np.repeat</c>.</summary>
/// <param name="Width">The count of units before they are repeated.</param>
internal sealed record Repeat(Expression Argument, int Width, int Count) : Expression(Shape.Vector(Width * Count))
{
    public override IEnumerable<Expression> Operands => [Argument];

    public override Expression Map(Func<Expression, Expression> map) => new Repeat(map(Argument), Width, Count);
}

/// <summary>The sums over neighbouring units, <paramref name="Count"/> each: the gradient of <see cref="Repeat"/>.</summary>
/// <param name="Width">The count of sums.</param>
internal sealed record GroupSum(Expression Argument, int Width, int Count) : Expression(Shape.Vector(Width))
{
    public override IEnumerable<Expression> Operands => [Argument];

    public override Expression Map(Func<Expression, Expression> map) => new GroupSum(map(Argument), Width, Count);
}

/// <summary>The units of two vectors one behind the other: <c>np.concatenate</c>.</summary>
internal sealed record Concatenate(Expression Left, int LeftWidth, Expression Right, int RightWidth) : Expression(Shape.Vector(LeftWidth + RightWidth))
{
    public override IEnumerable<Expression> Operands => [Left, Right];

    public override Expression Map(Func<Expression, Expression> map) => new Concatenate(map(Left), LeftWidth, map(Right), RightWidth);
}

/// <summary>Some units of a vector: <c>v[start:start + width]</c>, the gradient of <see cref="Concatenate"/>.</summary>
internal sealed record Slice(Expression Argument, int Start, int Width) : Expression(Shape.Vector(Width))
{
    public override IEnumerable<Expression> Operands => [Argument];

    public override Expression Map(Func<Expression, Expression> map) => new Slice(map(Argument), Start, Width);
}

/// <summary>Unit by unit <paramref name="WhenLess"/> where <c>Left &lt; Right</c>, and <paramref name="Otherwise"/> elsewhere: <c>np.where</c>.</summary>
internal sealed record Where(Expression Left, Expression Right, Expression WhenLess, Expression Otherwise)
    : Expression(Broadcast(Broadcast(Left.Shape, Right.Shape), Broadcast(WhenLess.Shape, Otherwise.Shape)))
{
    public override IEnumerable<Expression> Operands => [Left, Right, WhenLess, Otherwise];

    public override Expression Map(Func<Expression, Expression> map) => new Where(map(Left), map(Right), map(WhenLess), map(Otherwise));
}

/// <summary>A value that no gradient passes through.</summary>
/// <param name="IsHeld">Whether finite differences hold it constant, which they need not where the result does not depend on it.</param>
internal sealed record StopGradient(Expression Argument, bool IsHeld = true) : Expression(Argument.Shape)
{
    public override IEnumerable<Expression> Operands => [Argument];

    public override Expression Map(Func<Expression, Expression> map) => this with { Argument = map(Argument) };

    /// <summary>An expression of which nothing is held.</summary>
    public static Expression Release(Expression expression) => expression is StopGradient stopped
        ? new StopGradient(Release(stopped.Argument), IsHeld: false)
        : expression.Map(Release);

    /// <summary>An expression without its marks: what a gradient reads.</summary>
    public static Expression Remove(Expression expression) => expression is StopGradient stopped ? Remove(stopped.Argument) : expression.Map(Remove);
}
