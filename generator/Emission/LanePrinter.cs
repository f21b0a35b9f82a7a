using System.Text;
using RnnGen.Generator.Programs;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>Prints the arithmetic of one unit as C#: sums of products are chains, one product a line, in the order in which they are added.</summary>
internal sealed class LanePrinter(Func<LaneRead, string> read)
{
    private const int LineWidth = 110;

    // Marks the places where a long expression may be broken.
    private const char Break = '\u0001';

    private readonly StringBuilder _text = new();

    /// <summary>The statement <c>target = value;</c>, broken into lines where it is long.</summary>
    public string Assignment(string target, LaneExpression value)
    {
        _text.Clear();
        Print(value, 0, mayBreak: true);
        var text = _text.ToString();
        var single = text.Replace(Break + ".", ".").Replace(Break, ' ');
        var isShort = target.Length + single.Length <= LineWidth && text.Count(character => character == Break) < 3;
        return $"{target} = {(isShort ? single : text.Replace(Break.ToString(), "\n    "))};";
    }

    // Sums, products, signs, and what a method can be called on.
    private static int LevelOf(LaneExpression expression) => expression switch
    {
        LaneBinary { Operator: '+' or '-' } => 1,
        LaneBinary => 2,
        LaneNegate => 3,
        _ => 9,
    };

    private void Print(LaneExpression expression, int level, bool mayBreak)
    {
        if (LevelOf(expression) >= level)
        {
            Print(expression, mayBreak);
            return;
        }

        _text.Append('(');
        Print(expression, mayBreak: false);
        _text.Append(')');
    }

    private void Print(LaneExpression expression, bool mayBreak)
    {
        switch (expression)
        {
            case LaneRead element:
                _text.Append(read(element));
                break;
            case LaneNumber { Text: Equations.Number.MinusInfinity }:
                _text.Append("TLane.Create(double.NegativeInfinity)");
                break;
            case LaneNumber number:
                _text.Append("TLane.Create(").Append(NumberText.Literal(number.Text)).Append(')');
                break;
            case LaneNegate negate:
                _text.Append('-');
                Print(negate.Operand, 3, mayBreak: false);
                break;
            case LaneMultiplyAdd add:
                Print(add.Sum, 9, mayBreak);
                _text.Append(mayBreak ? Break.ToString() : "");
                Call(add.Minus ? ".MinusProduct" : ".PlusProduct", add.Left, add.Right);
                break;
            case LaneFlush flush:
                Print(flush.Operand, 9, mayBreak);
                _text.Append(mayBreak ? Break.ToString() : "").Append(".FlushToZero()");
                break;
            case LaneBinary binary:
                Print(binary.Left, LevelOf(binary), mayBreak);
                _text.Append(mayBreak ? Break : ' ').Append(binary.Operator).Append(' ');
                Print(binary.Right, LevelOf(binary) + 1, mayBreak: false);
                break;
            case LaneSelect select:
                Call("TLane.SelectLess", select.Left, select.Right, select.WhenLess, select.Otherwise);
                break;
            case LaneCall { Second: { } second } call:
                Call("TLane." + call.Method, call.First, second);
                break;
            case LaneCall call:
                Call("TLane." + call.Method, call.First);
                break;
            default:
                throw new InvalidOperationException();
        }
    }

    private void Call(string method, params LaneExpression[] arguments)
    {
        _text.Append(method).Append('(');
        for (var i = 0; i < arguments.Length; i++)
        {
            _text.Append(i > 0 ? ", " : "");
            Print(arguments[i], 0, mayBreak: false);
        }

        _text.Append(')');
    }
}
