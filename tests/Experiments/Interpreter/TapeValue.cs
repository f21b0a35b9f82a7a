using RnnGen.Testing;

namespace RnnGen.SpecTests.Interpreter;

/// <summary>
/// A number that remembers how it was computed, so that its derivatives can be read off: reverse-mode differentiation number by number, sharing nothing
/// with the generator's, which transforms equations.
/// </summary>
internal sealed class TapeValue
{
    private readonly (TapeValue Operand, double Derivative)[] _operands;
    private bool _isMet;

    private TapeValue(double value, params (TapeValue, double)[] operands)
    {
        Value = value;
        _operands = operands;
    }

    public double Value { get; }

    public double Gradient { get; private set; }

    public static TapeValue Constant(double value) => new(value);

    public static TapeValue operator +(TapeValue a, TapeValue b) => new(a.Value + b.Value, (a, 1), (b, 1));

    public static TapeValue operator -(TapeValue a, TapeValue b) => new(a.Value - b.Value, (a, 1), (b, -1));

    public static TapeValue operator *(TapeValue a, TapeValue b) => new(a.Value * b.Value, (a, b.Value), (b, a.Value));

    public static TapeValue operator /(TapeValue a, TapeValue b) => new(a.Value / b.Value, (a, 1 / b.Value), (b, -a.Value / (b.Value * b.Value)));

    public static TapeValue operator -(TapeValue a) => new(-a.Value, (a, -1));

    /// <summary>A function of the language.</summary>
    public static TapeValue Apply(string function, TapeValue a)
    {
        var (value, derivative) = ReferenceFunctions.Of(function, a.Value);
        return new(value, (a, derivative));
    }

    /// <summary>The sum of the products of two lists, from the first on.</summary>
    public static TapeValue Dot(TapeValue[] left, IReadOnlyList<TapeValue> right)
    {
        var operands = new (TapeValue, double)[2 * left.Length];
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            sum += left[i].Value * right[i].Value;
            operands[2 * i] = (left[i], right[i].Value);
            operands[(2 * i) + 1] = (right[i], left[i].Value);
        }

        return new(sum, operands);
    }

    /// <summary>The value without the way back to what it was computed from.</summary>
    public TapeValue Detached() => new(Value);

    /// <summary>Fills in the derivative of this number with respect to every number that it was computed from; once.</summary>
    public void Backward()
    {
        var order = new List<TapeValue>();
        var stack = new Stack<(TapeValue Node, int Next)>([(this, 0)]);
        while (stack.TryPop(out var top))
        {
            if (top.Next == 0)
            {
                if (top.Node._isMet)
                {
                    continue;
                }

                top.Node._isMet = true;
            }

            if (top.Next == top.Node._operands.Length)
            {
                order.Add(top.Node);
                continue;
            }

            stack.Push((top.Node, top.Next + 1));
            stack.Push((top.Node._operands[top.Next].Operand, 0));
        }

        Gradient = 1;
        for (var i = order.Count - 1; i >= 0; i--)
        {
            foreach (var (operand, derivative) in order[i]._operands)
            {
                operand.Gradient += order[i].Gradient * derivative;
            }
        }
    }
}
