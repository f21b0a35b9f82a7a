using System.Globalization;
using RnnGen.Generator.Equations;

namespace RnnGen.SpecTests.Interpreter;

/// <summary>Evaluates equations over plain arrays. A vector is one row; names are looked up as they are met, and shapes are whatever comes out.</summary>
internal sealed class EquationInterpreter(IReadOnlyDictionary<string, string> functions)
{
    private readonly Dictionary<string, TapeValue[][]> _values = [];

    public TapeValue[] this[string name]
    {
        get => _values[name][0];
        set => _values[name] = [value];
    }

    public void SetMatrix(string name, TapeValue[][] rows) => _values[name] = rows;

    /// <summary>A number that an option sets, or a parameter that the options leave out.</summary>
    public void SetNumber(string name, double value) => _values[name] = [[TapeValue.Constant(value)]];

    public void Run(string equations)
    {
        foreach (var assignment in Parser.Parse(equations))
        {
            _values[assignment.Target.Name] = Evaluate(assignment.Value);
        }
    }

    private TapeValue[][] Evaluate(Syntax syntax) => syntax switch
    {
        NumberSyntax number => [[TapeValue.Constant(double.Parse(number.Text, CultureInfo.InvariantCulture))]],
        NameSyntax name => _values[name.Name],
        NegateSyntax negate => [[.. Evaluate(negate.Operand)[0].Select(value => -value)]],
        CallSyntax call => [Call(functions.GetValueOrDefault(call.Function.Name, call.Function.Name), [.. call.Arguments.Select(argument => Evaluate(argument)[0])])],
        BinarySyntax { Operator: '@' } product => MatMul(Evaluate(product.Left)[0], Evaluate(product.Right)),
        BinarySyntax binary => [Elementwise(binary.Operator, Evaluate(binary.Left)[0], Evaluate(binary.Right)[0])],
        _ => throw new NotSupportedException(),
    };

    private static TapeValue[] Call(string function, TapeValue[][] arguments)
    {
        var first = arguments[0];
        switch (function)
        {
            case "sum":
                return [Sum(first)];
            case "mean":
                return [Sum(first) / TapeValue.Constant(first.Length)];
            case "max":
                // Units that are equally large share the gradient.
                var largest = first.Where(value => value.Value == first.Max(other => other.Value)).ToArray();
                return [Sum(largest) / TapeValue.Constant(largest.Length)];
            case "softmax":
                var exponentials = Exponentials(first, Largest(first));
                return [.. exponentials.Select(value => value / Sum(exponentials))];
            case "log_sum_exp":
                return [TapeValue.Apply("log", Sum(Exponentials(first, Largest(first)))) + Largest(first)];
            case "stop_gradient":
                return [.. first.Select(value => value.Detached())];
            case "repeat":
                return [.. first.SelectMany(value => Enumerable.Repeat(value, (int)arguments[1][0].Value))];
            case "maximum":
                return Pairwise((a, b) => a.Value < b.Value ? b : a, first, arguments[1]);
            case "minimum":
                return Pairwise((a, b) => b.Value < a.Value ? b : a, first, arguments[1]);
            default:
                return [.. first.Select(value => TapeValue.Apply(function, value))];
        }
    }

    // Softmax is the same of values that are all smaller by as much, and its exponentials then are numbers.
    private static TapeValue[] Exponentials(TapeValue[] values, TapeValue largest) => [.. values.Select(value => TapeValue.Apply("exp", value - largest))];

    private static TapeValue Largest(TapeValue[] values) => TapeValue.Constant(values.Max(value => value.Value));

    private static TapeValue Sum(TapeValue[] values) => values.Aggregate((left, right) => left + right);

    private static TapeValue[][] MatMul(TapeValue[] row, TapeValue[][] matrix) =>
        [[.. Enumerable.Range(0, matrix[0].Length).Select(column => TapeValue.Dot(row, [.. matrix.Select(weights => weights[column])]))]];

    private static TapeValue[] Elementwise(char operation, TapeValue[] left, TapeValue[] right)
    {
        return Pairwise(Apply, left, right);

        TapeValue Apply(TapeValue a, TapeValue b) => operation switch
        {
            '+' => a + b,
            '-' => a - b,
            '*' => a * b,
            _ => a / b,
        };
    }

    private static TapeValue[] Pairwise(Func<TapeValue, TapeValue, TapeValue> apply, TapeValue[] left, TapeValue[] right) =>
        [.. Enumerable.Range(0, Math.Max(left.Length, right.Length)).Select(i => apply(left[left.Length == 1 ? 0 : i], right[right.Length == 1 ? 0 : i]))];
}
