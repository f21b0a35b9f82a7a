using RnnGen.Generator.Equations;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Programs;

/// <summary>
/// Reverse-mode differentiation as a transformation of the program: the statements are walked from the last to the first, each passing the gradient of
/// its target on to what it read by <see cref="DerivativeRules"/>. The gradient of a value is the sum of what its readers passed, the latest reader first.
/// </summary>
internal static class Differentiator
{
    /// <summary>
    /// So many gradients of readers are added up in one statement, which is as deep as it is long; of more, further statements go on with the sum.
    /// </summary>
    private const int MostParts = 128;

    /// <summary>The backward pass of a forward pass, block by block in reverse.</summary>
    /// <param name="forward">The blocks of the forward pass.</param>
    /// <param name="flushed">The variables whose gradients are flushed to zero.</param>
    public static List<Block> Differentiate(IReadOnlyList<Block> forward, HashSet<Variable> flushed)
    {
        var received = new Dictionary<Variable, List<Expression>>();
        var blocks = new List<Block>();
        foreach (var block in forward.Reverse())
        {
            var statements = new List<Statement>();
            foreach (var statement in block.Statements.Reverse())
            {
                Differentiate(statement, flushed, received, statements);
            }

            blocks.Add(block with { Statements = statements.ToEquatableArray() });
        }

        return GradientInliner.Inline(blocks);
    }

    private static void Differentiate(
        Statement statement, HashSet<Variable> flushed, Dictionary<Variable, List<Expression>> received, List<Statement> statements)
    {
        if (statement.Value is Number)
        {
            return;
        }

        var target = statement.Target;
        var gradient = target.Name == UnrolledProgram.LossName
            ? new Read(new Variable("share", VariableKind.Share, Shape.Vector(1), target.Step))
            : received.TryGetValue(target, out var parts) ? Added(parts, target, statements) : Number.Zero;
        if (gradient is Number { IsZero: true })
        {
            return;
        }

        if (flushed.Contains(target))
        {
            gradient = new Apply(Function.Flush, gradient);
        }

        // A gradient that is another one unchanged needs no name of its own, unless it is broadcast, or a later step's: all steps
        // would read the last one's, and no two would be alike.
        var dy = gradient;
        if (gradient is not Read read
            || gradient.Shape != target.Shape
            || (target.Step is not null && read.Variable.Step is not null && read.Variable.Step != target.Step))
        {
            statements.Add(new Statement(target.Gradient, gradient));
            dy = new Read(target.Gradient);
        }

        // Where states of zero drop out, a vector may be left with the value of one unit: it gets back the sum over all.
        if (statement.Value.Shape is { Rank: 1, Length: 1 } && target.Shape.Length > 1)
        {
            var sum = target.Gradient with { Name = target.Gradient.Name + "_sum", Shape = statement.Value.Shape };
            statements.Add(new Statement(sum, Simplifier.Simplify(new Sum(dy, target.Shape.Length))));
            dy = new Read(sum);
        }

        Pass(statement.Value, new Read(target), dy, target, received, statements);
    }

    // From left to right, with or without names.
    private static Expression Added(List<Expression> parts, Variable target, List<Statement> statements)
    {
        var sum = parts[0];
        for (var next = 1; next < parts.Count; next++)
        {
            sum = next % MostParts == 0 ? Named(target.Gradient.Name + "_received", sum, target, statements) + parts[next] : sum + parts[next];
        }

        return Simplifier.Simplify(sum);
    }

    private static void Pass(
        Expression value,
        Expression y,
        Expression dy,
        Variable target,
        Dictionary<Variable, List<Expression>> received,
        List<Statement> statements)
    {
        foreach (var (operand, gradient) in DerivativeRules.Of(value, y, dy))
        {
            if (operand is Number or StopGradient or Read { Variable.Kind: VariableKind.Input or VariableKind.Target })
            {
                continue;
            }

            // A vector of one unit that was broadcast gets back the sum over the units.
            var width = value switch
            {
                Sum sum => sum.Width,
                Max max => max.Width,
                Repeat repeat => repeat.Width,
                MatMul or Concatenate or Slice => 1,
                _ => value.Shape.Length,
            };
            var isBroadcast = operand.Shape is { Rank: 1, Length: 1 } && width > 1;
            var named = NameKernels(StopGradient.Remove(gradient), target, statements);
            var passed = Simplifier.Simplify(isBroadcast ? new Sum(named, width) : named);
            switch (operand)
            {
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

    // A kernel works on variables: the derivative's own, cos(z) for sin(z), gets a statement and a name, the slope of what the forward statement assigns. A sum
    // that every unit is divided by, the count of the largest, is computed once.
    private static Expression NameKernels(Expression gradient, Variable target, List<Statement> statements)
    {
        if (gradient is Divide { Right: Sum count } quotient)
        {
            return new Divide(NameKernels(quotient.Left, target, statements), Named(target.Name + "_count", count, target, statements));
        }

        if (gradient is not Apply { Function.Kernel: not null } apply)
        {
            return gradient.Map(operand => NameKernels(operand, target, statements));
        }

        var argument = apply.Argument is Read ? apply.Argument : Named(target.Name + "_slope_at", apply.Argument, target, statements);
        return Named(target.Name + "_slope", apply with { Argument = argument }, target, statements);
    }

    // A statement of the target's step; where the name is taken, it gets a number.
    private static Read Named(string name, Expression value, Variable target, List<Statement> statements)
    {
        var count = statements.Count(statement =>
            statement.Target.Kind == VariableKind.Gradient && statement.Target.Name.StartsWith(name, StringComparison.Ordinal));
        var number = count == 0 ? "" : FormattableString.Invariant($"{count + 1}");
        var variable = target with { Name = name + number, Kind = VariableKind.Gradient, Shape = value.Shape };
        statements.Add(new Statement(variable, Simplifier.Simplify(value)));
        return new Read(variable);
    }
}
