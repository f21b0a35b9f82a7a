using RnnGen.Generator.Equations;

namespace RnnGen.Generator.Programs;

/// <summary>
/// Whether equations compute finite numbers from finite ones, as far as signs can tell: logarithms of positive numbers, roots of numbers that are not negative,
/// quotients by what is not zero. Numbers that grow beyond the largest one do not count: they end a training.
/// </summary>
internal sealed class Finiteness
{
    private readonly Dictionary<Variable, Sign> _signs = [];

    // In this order, the smaller of two says what is known of both.
    private enum Sign
    {
        Unknown,
        NotNegative,
        Positive,
    }

    /// <summary>Whether everything that a step of the layer computes is finite.</summary>
    public static bool IsSureOf(Layer layer)
    {
        var finiteness = new Finiteness();
        foreach (var equation in layer.Equations)
        {
            if (!finiteness.IsSure(equation.Value))
            {
                return false;
            }

            finiteness._signs[equation.Target] = finiteness.SignOf(equation.Value);
        }

        return true;
    }

    private bool IsSure(Expression value) => value.Operands.All(IsSure) && value switch
    {
        Number number => number.Text != Number.MinusInfinity,
        Divide { Right: Number divisor } => !divisor.IsZero,
        Divide { Right: var divisor } => SignOf(divisor is Negate negate ? negate.Operand : divisor) == Sign.Positive,
        Apply { Function: var function, Argument: var argument } when function == Function.Log => SignOf(argument) == Sign.Positive,
        Apply { Function: var function, Argument: var argument } when function == Function.Sqrt => SignOf(argument) != Sign.Unknown,
        _ => true,
    };

    private Sign SignOf(Expression value) => value switch
    {
        Number number => number.IsZero ? Sign.NotNegative : number.Text[0] == '-' ? Sign.Unknown : Sign.Positive,
        Read { Variable: var variable } => _signs.TryGetValue(variable, out var sign) ? sign : Sign.Unknown,
        Add(var left, var right) => (SignOf(left), SignOf(right)) switch
        {
            (Sign.Unknown, _) or (_, Sign.Unknown) => Sign.Unknown,
            (Sign.NotNegative, Sign.NotNegative) => Sign.NotNegative,
            _ => Sign.Positive,
        },
        Multiply(var left, var right) => Both(left, right),
        Divide(var left, var right) => Both(left, right),
        Where where => Both(where.WhenLess, where.Otherwise),
        Sum or Max or Repeat or StopGradient => SignOf(value.Operands.Single()),
        Apply(var function, var argument) => SignOf(function, argument),
        _ => Sign.Unknown,
    };

    private Sign SignOf(Function function, Expression argument) =>
        function == Function.Exp || function == Function.Sigmoid || function == Function.Softplus ? Sign.Positive
        : function == Function.Square || function == Function.Abs || function == Function.Sqrt || function == Function.Relu
            ? SignOf(argument) == Sign.Positive ? Sign.Positive : Sign.NotNegative
        : Sign.Unknown;

    private Sign Both(Expression left, Expression right) => (Sign)Math.Min((int)SignOf(left), (int)SignOf(right));
}
