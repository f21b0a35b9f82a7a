using RnnGen.Generator.Equations;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>Typed expressions from and to text, over a few variables, just as they are written: nothing is simplified.</summary>
internal static class EquationText
{
    /// <summary>The variables by the names that equations read.</summary>
    public static IReadOnlyDictionary<string, Variable> Variables { get; } = new Dictionary<string, Variable>
    {
        ["x"] = new("x", VariableKind.Input, Shape.Vector(3)),
        ["s_prev"] = new("s", VariableKind.Previous, Shape.Vector(2)),
        ["z"] = new("z", VariableKind.Local, Shape.Vector(2)),
        ["g"] = new("g", VariableKind.Local, Shape.Vector(1)),
        ["b"] = new("b", VariableKind.Parameter, Shape.Vector(2)),
        ["W"] = new("W", VariableKind.Parameter, Shape.Matrix(3, 2)),
        ["U"] = new("U", VariableKind.Parameter, Shape.Matrix(2, 2)),
    };

    public static Expression Parse(string text) => Typed(Assert.Single(Parser.Parse("y = " + text)).Value);

    public static string Of(Expression expression) => Notation.Of(expression, variable => Variables.First(entry => entry.Value == variable).Key);

    private static Expression Typed(Syntax syntax) => syntax switch
    {
        NumberSyntax number => new Number(number.Text),
        NameSyntax name => new Read(Variables[name.Name]),
        NegateSyntax negate => new Negate(Typed(negate.Operand)),
        CallSyntax { Function.Name: "sum", Arguments: [var argument] } => Sum(Typed(argument)),
        CallSyntax { Arguments: [var argument] } call => new Apply(Function.All[call.Function.Name], Typed(argument)),
        BinarySyntax { Operator: '+' } sum => new Add(Typed(sum.Left), Typed(sum.Right)),
        BinarySyntax { Operator: '-' } difference => new Subtract(Typed(difference.Left), Typed(difference.Right)),
        BinarySyntax { Operator: '*' } product => new Multiply(Typed(product.Left), Typed(product.Right)),
        BinarySyntax { Operator: '/' } quotient => new Divide(Typed(quotient.Left), Typed(quotient.Right)),
        BinarySyntax { Operator: '@', Right: NameSyntax matrix } product => new MatMul(Typed(product.Left), Variables[matrix.Name], Transposed: false),
        _ => throw new InvalidOperationException(),
    };

    public static Sum Sum(Expression argument) => new(argument, argument.Shape.Columns);
}
