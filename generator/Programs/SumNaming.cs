using RnnGen.Generator.Equations;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Programs;

/// <summary>
/// Gives every product with a matrix and every sum over units a statement of its own, unless it is part of the sum that a statement is: for code whose
/// statements are loops. What gets a name was a sum of its own before, so that no bit changes.
/// </summary>
internal sealed class SumNaming
{
    private readonly List<Statement> _statements = [];

    // How many names each target has given: several statements add to the gradient of a parameter.
    private readonly Dictionary<Variable, int> _counts = [];
    private Variable? _target;
    private int? _step;

    public static UnrolledProgram Apply(UnrolledProgram program) => program with
    {
        Forward = program.Forward.Select(Apply).ToEquatableArray(),
        Backward = program.Backward.Select(Apply).ToEquatableArray(),
    };

    private static StepGroup Apply(StepGroup group)
    {
        var block = group.Representative;
        var naming = new SumNaming();
        foreach (var statement in block.Statements)
        {
            naming.Write(statement, block.Step);
        }

        return group with { Representative = block with { Statements = naming._statements.ToEquatableArray() } };
    }

    private void Write(Statement statement, int? step)
    {
        (_target, _step) = (statement.Target, step);
        var value = statement.Value switch
        {
            Outer(var left, var right) => new Outer(Variable(left), Variable(right)),
            Max max => max.Map(Unit),
            Apply { Function.Kernel: not null } apply => apply.Map(Variable),
            var sum => Chain(sum),
        };
        _statements.Add(statement with { Value = value });
    }

    // A statement's value, or a part of the sum that it is.
    private Expression Chain(Expression value) => value switch
    {
        Add(var left, var right) => new Add(Chain(left), Part(right)),
        Subtract(var left, var right) => new Subtract(Chain(left), Part(right)),
        Negate(var operand) => new Negate(Part(operand)),
        MatMul product => product with { Left = Variable(product.Left) },
        Sum or GroupSum => value.Map(Summand),
        _ => Term(value),
    };

    // What stands on the right of a plus: a sum in parentheses is a sum of its own.
    private Expression Part(Expression value) => value is Add or Subtract ? Unit(value) : Chain(value);

    private Expression Summand(Expression value) =>
        value is MatMul or Sum or GroupSum ? throw new InvalidOperationException($"the sum over {value} needs a name") : Unit(value);

    // One term: what it reads is computed on its own.
    private Expression Term(Expression value) => value is Max ? Named(value) : value.Map(Unit);

    // What is computed on its own, unit by unit.
    private Expression Unit(Expression value) => value switch
    {
        Read or Number => value,
        Max => Named(value),
        _ when Lowering.Segments(value).Any(segment => segment.Expression is MatMul or Sum or GroupSum) => Named(value),
        Add(var left, var right) => new Add(Unit(left), Unit(right)),
        Subtract(var left, var right) => new Subtract(Unit(left), Unit(right)),
        _ => value.Map(Unit),
    };

    // The left operand of a product, and a function's argument, lie in memory, in every lane.
    private Expression Variable(Expression value) =>
        value is Read { Variable.Kind: not VariableKind.Parameter } or StopGradient { IsHeld: true, Argument: Read } ? value : Named(value);

    private Read Named(Expression value)
    {
        _counts[_target!] = _counts.TryGetValue(_target!, out var count) ? ++count : count = 1;
        var name = _target!.Name + "_part" + (count == 1 ? "" : FormattableString.Invariant($"{count}"));
        var kind = _target.Kind == VariableKind.Local ? VariableKind.Local : VariableKind.Gradient;
        var variable = new Variable(name, kind, value.Shape.Rank == 0 ? Shape.Vector(1) : value.Shape, _step);
        var statement = new Statement(variable, value is Max ? value.Map(Unit) : Chain(value));
        _statements.Add(statement);
        return new Read(variable);
    }
}
