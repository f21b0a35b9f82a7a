using System.Runtime.CompilerServices;
using System.Text;

namespace RnnGen.Generator.Equations;

/// <summary>Writes an expression in NumPy's notation, as the comments of the emitted code show it.</summary>
internal sealed class Notation
{
    private readonly StringBuilder _text = new();
    private readonly Func<Variable, string> _name;

    private Notation(Func<Variable, string> name) => _name = name;

    /// <summary>The expression's text.</summary>
    /// <param name="expression">What to write.</param>
    /// <param name="name">How a variable is written; its step and name by default.</param>
    public static string Of(Expression expression, Func<Variable, string>? name = null)
    {
        var notation = new Notation(name ?? (variable => variable.Text));
        notation.Write(expression, 0);
        return notation._text.ToString();
    }

    // Sums, products, signs, and what needs no parentheses.
    private static int LevelOf(Expression expression) => expression switch
    {
        Add or Subtract => 1,
        Multiply or Divide or MatMul or Outer => 2,
        Negate => 3,
        _ => 9,
    };

    // The right operand of an operation needs one level more, since operators group from the left; a product with @ beside * is put into parentheses,
    // although Python would not need them, since readers do.
    private void Write(Expression expression, int level)
    {
        var isInParentheses = LevelOf(expression) < level;
        _text.Append(isInParentheses ? "(" : "");
        Write(expression);
        _text.Append(isInParentheses ? ")" : "");
    }

    // By themselves the operations that make an expression as deep as it is long: a method with all cases needs a kilobyte of stack.
    private void Write(Expression expression)
    {
        switch (expression)
        {
            case Add(var left, var right):
                Binary(left, 1, " + ", right, 2);
                break;
            case Subtract(var left, var right):
                Binary(left, 1, " - ", right, 2);
                break;
            case Multiply(var left, var right):
                Binary(left, left is MatMul ? 9 : 2, " * ", right, right is MatMul ? 9 : 3);
                break;
            case Divide(var left, var right):
                Binary(left, left is MatMul ? 9 : 2, " / ", right, right is MatMul ? 9 : 3);
                break;
            default:
                WriteOther(expression);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteOther(Expression expression)
    {
        switch (expression)
        {
            case Number number:
                _text.Append(number.Text);
                break;
            case Read read:
                _text.Append(_name(read.Variable));
                break;
            case MatMul(var left, var matrix, var transposed):
                Write(left, 3);
                _text.Append(" @ ").Append(_name(matrix)).Append(transposed ? ".T" : "");
                break;
            case Outer(var left, var right):
                Binary(left, 9, ".T @ ", right, 3);
                break;
            case Negate(var operand):
                _text.Append('-');
                Write(operand, 3);
                break;
            case Apply(var function, var argument):
                Call(function.Name, argument);
                break;
            case Sum(var argument, _):
                Call("sum", argument);
                break;
            case Max(var argument, _):
                Call("max", argument);
                break;
            case StopGradient(var argument, _):
                Call("stop_gradient", argument);
                break;
            case Repeat(var argument, _, var count):
                Call("repeat", argument, new Number(FormattableString.Invariant($"{count}")));
                break;
            case Concatenate(var left, _, var right, _):
                Call("concatenate", left, right);
                break;
            case GroupSum(var argument, var width, var count):
                Write(argument, 9);
                _text.Append(FormattableString.Invariant($".reshape({width}, {count}).sum(axis=1)"));
                break;
            case Slice(var argument, var start, var width):
                Write(argument, 9);
                _text.Append(FormattableString.Invariant($"[{start}:{start + width}]"));
                break;
            case Where(Number { IsZero: true }, Read { Variable.Name: "live" } live, var whenLess, var otherwise):
                Call("where", live, whenLess, otherwise);
                break;
            case Where where:
                _text.Append("where(");
                Binary(where.Left, 1, " < ", where.Right, 1);
                _text.Append(", ");
                Binary(where.WhenLess, 0, ", ", where.Otherwise, 0);
                _text.Append(')');
                break;
            default:
                throw new InvalidOperationException($"no notation for {expression.GetType().Name}");
        }
    }

    private void Binary(Expression left, int leftLevel, string symbol, Expression right, int rightLevel)
    {
        Write(left, leftLevel);
        _text.Append(symbol);
        Write(right, rightLevel);
    }

    private void Call(string function, params Expression[] arguments)
    {
        _text.Append(function).Append('(');
        for (var i = 0; i < arguments.Length; i++)
        {
            _text.Append(i > 0 ? ", " : "");
            Write(arguments[i], 0);
        }

        _text.Append(')');
    }
}
