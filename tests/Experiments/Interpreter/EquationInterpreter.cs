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

    /// <summary>A parameter that the options leave out.</summary>
    public void SetZero(string name) => _values[name] = [[TapeValue.Constant(0)]];

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
        CallSyntax { Function.Name: "sum" } call => [[Evaluate(call.Arguments[0])[0].Aggregate((left, right) => left + right)]],
        CallSyntax call => [[.. Evaluate(call.Arguments[0])[0].Select(value => TapeValue.Apply(functions.GetValueOrDefault(call.Function.Name, call.Function.Name), value))]],
        BinarySyntax { Operator: '@' } product => MatMul(Evaluate(product.Left)[0], Evaluate(product.Right)),
        BinarySyntax binary => [Elementwise(binary.Operator, Evaluate(binary.Left)[0], Evaluate(binary.Right)[0])],
        _ => throw new NotSupportedException(),
    };

    private static TapeValue[][] MatMul(TapeValue[] row, TapeValue[][] matrix) =>
        [[.. Enumerable.Range(0, matrix[0].Length).Select(column => row.Select((value, i) => value * matrix[i][column]).Aggregate((left, right) => left + right))]];

    private static TapeValue[] Elementwise(char operation, TapeValue[] left, TapeValue[] right)
    {
        return [.. Enumerable.Range(0, Math.Max(left.Length, right.Length)).Select(i => Apply(left[left.Length == 1 ? 0 : i], right[right.Length == 1 ? 0 : i]))];

        TapeValue Apply(TapeValue a, TapeValue b) => operation switch
        {
            '+' => a + b,
            '-' => a - b,
            '*' => a * b,
            _ => a / b,
        };
    }
}
