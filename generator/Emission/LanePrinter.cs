using RnnGen.Generator.Programs;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>Prints the arithmetic of one unit as C#: sums of products are chains, one product a line, in the order in which they are added.</summary>
internal sealed class LanePrinter(Func<LaneRead, string> read)
{
    private const int LineWidth = 110;

    // Marks the places where a long expression may be broken.
    private const char Break = '\u0001';

    /// <summary>The statement <c>target = value;</c>, broken into lines where it is long.</summary>
    public string Assignment(string target, LaneExpression value)
    {
        var text = Print(value, 0, mayBreak: true);
        var single = Join(text, broken: false);
        var isShort = target.Length + single.Length <= LineWidth && text.Count(character => character == Break) < 3;
        return $"{target} = {(isShort ? single : Join(text, broken: true))};";
    }

    // Levels: 1 sums, 2 products, 3 signs, 9 what a method can be called on.
    private string Print(LaneExpression expression, int level, bool mayBreak)
    {
        var (text, own) = expression switch
        {
            LaneRead element => (read(element), 9),
            LaneNumber { Text: Equations.Number.MinusInfinity } => ("TLane.Create(double.NegativeInfinity)", 9),
            LaneNumber number => ($"TLane.Create({NumberText.Literal(number.Text)})", 9),
            LaneNegate negate => ($"-{Print(negate.Operand, 3, mayBreak: false)}", 3),
            LaneMultiplyAdd add => ($"{Print(add.Sum, 9, mayBreak)}{Break}.{(add.Minus ? "Minus" : "Plus")}Product({Inner(add.Left)}, {Inner(add.Right)})", 9),
            LaneBinary binary => PrintBinary(binary, mayBreak),
            LaneSelect select => ($"TLane.SelectLess({Inner(select.Left)}, {Inner(select.Right)}, {Inner(select.WhenLess)}, {Inner(select.Otherwise)})", 9),
            LaneCall { Second: { } second } call => ($"TLane.{call.Method}({Inner(call.First)}, {Inner(second)})", 9),
            LaneCall call => ($"TLane.{call.Method}({Inner(call.First)})", 9),
            _ => throw new InvalidOperationException(),
        };
        text = own < level ? $"({Join(text, broken: false)})" : text;
        return mayBreak ? text : Join(text, broken: false);
    }

    private (string Text, int Level) PrintBinary(LaneBinary binary, bool mayBreak)
    {
        var level = binary.Operator is '+' or '-' ? 1 : 2;
        return ($"{Print(binary.Left, level, mayBreak)}{Break}{binary.Operator} {Print(binary.Right, level + 1, mayBreak: false)}", level);
    }

    private string Inner(LaneExpression expression) => Print(expression, 0, mayBreak: false);

    private static string Join(string text, bool broken) => broken
        ? text.Replace(Break.ToString(), "\n    ")
        : text.Replace(Break + ".", ".").Replace(Break, ' ');
}
