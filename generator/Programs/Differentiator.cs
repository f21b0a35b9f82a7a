using RnnGen.Generator.Equations;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Programs;

/// <summary>
/// Reverse-mode differentiation as a transformation of the program: the statements are walked from the last to the first, each passing the gradient of
/// its target on to what it read by <see cref="DerivativeRules"/>. The gradient of a value is the sum of what its readers passed, the latest reader first.
/// </summary>
internal static class Differentiator
{
    /// <summary>The backward pass of a forward pass, block by block in reverse.</summary>
    public static List<Block> Differentiate(IReadOnlyList<Block> forward)
    {
        var received = new Dictionary<Variable, List<Expression>>();
        var blocks = new List<Block>();
        foreach (var block in forward.Reverse())
        {
            var statements = new List<Statement>();
            foreach (var statement in block.Statements.Reverse())
            {
                Differentiate(statement, received, statements);
            }

            blocks.Add(block with { Statements = statements.ToEquatableArray() });
        }

        return GradientInliner.Inline(blocks);
    }

    private static void Differentiate(Statement statement, Dictionary<Variable, List<Expression>> received, List<Statement> statements)
    {
        var target = statement.Target;
        var gradient = target.Name == UnrolledProgram.LossName
            ? new Read(new Variable("share", VariableKind.Share, Shape.Vector(1), target.Step))
            : received.TryGetValue(target, out var parts) ? Simplifier.Simplify(parts.Aggregate((left, right) => left + right)) : Number.Zero;
        if (gradient is Number { IsZero: true })
        {
            return;
        }

        // A gradient that is another one unchanged needs no name of its own, unless it is broadcast.
        var dy = gradient;
        if (gradient is not Read || gradient.Shape != target.Shape)
        {
            statements.Add(new Statement(target.Gradient, gradient));
            dy = new Read(target.Gradient);
        }

        Pass(statement.Value, new Read(target), dy, target, received, statements);
    }

    private static void Pass(Expression value, Expression y, Expression dy, Variable target, Dictionary<Variable, List<Expression>> received, List<Statement> statements)
    {
        foreach (var (operand, gradient) in DerivativeRules.Of(value, y, dy))
        {
            // A vector of one unit that was broadcast gets back the sum over the units.
            var width = value switch { Sum sum => sum.Width, Max max => max.Width, MatMul or Repeat or Concatenate or Slice => 1, _ => value.Shape.Length };
            var isBroadcast = operand.Shape is { Rank: 1, Length: 1 } && width > 1;
            var named = NameKernels(StopGradient.Remove(gradient), target, statements);
            var passed = Simplifier.Simplify(isBroadcast ? new Sum(named, width) : named);
            switch (operand)
            {
                case Number:
                case Read { Variable.Kind: VariableKind.Input or VariableKind.Target }:
                    break;
                case Read { Variable: { Kind: VariableKind.Parameter } parameter }:
                    statements.Add(new Statement(parameter.Gradient, passed, Accumulates: true));
                    break;
                case Read { Variable: var variable }:
                    if (!received.TryGetValue(variable, out var list))
                    {
                        received[variable] = list = [];
                    }

                    list.Add(passed);
                    break;
                default:
                    Pass(operand, operand, passed, target, received, statements);
                    break;
            }
        }
    }

    // A kernel works on variables: the derivative's own, cos(z) for sin(z), gets a statement and a name, the slope of what the forward statement assigns.
    private static Expression NameKernels(Expression gradient, Variable target, List<Statement> statements)
    {
        if (gradient is not Apply { Function.Kernel: not null } apply)
        {
            return gradient.Map(operand => NameKernels(operand, target, statements));
        }

        var argument = apply.Argument is Read ? apply.Argument : Named("_slope_at", apply.Argument);
        return Named("_slope", apply with { Argument = argument });

        Read Named(string suffix, Expression value)
        {
            var variable = target with { Name = target.Name + suffix, Kind = VariableKind.Gradient };
            statements.Add(new Statement(variable, Simplifier.Simplify(value)));
            return new Read(variable);
        }
    }
}
