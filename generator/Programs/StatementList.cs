using RnnGen.Generator.Equations;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Programs;

/// <summary>The statements of a block of the forward pass as they are written.</summary>
internal sealed class StatementList
{
    private readonly List<Statement> _statements = [];

    /// <summary>Adds a statement, and returns what its readers read.</summary>
    /// <param name="target">What is assigned.</param>
    /// <param name="value">The value.</param>
    /// <param name="written">The value with the initial state, where it is to be shown.</param>
    public Expression Assign(Variable target, Expression value, Expression? written = null)
    {
        // A value that comes out as zero, as products with the initial state do, is no statement: its readers see the zero. Other numbers keep their
        // statement, which gives them their shape.
        var simplified = Simplifier.Simplify(value);
        if (simplified is Number { IsZero: true } && target.Name is not (UnrolledProgram.PredictionName or UnrolledProgram.LossName))
        {
            return simplified;
        }

        _statements.Add(new Statement(target, WithCopies(simplified, target.Step), Written: written));
        return new Read(target);
    }

    /// <summary>Adds a statement that is zero, so that its readers do not see that it is.</summary>
    public Expression AssignZero(Variable target)
    {
        _statements.Add(new Statement(target, Number.Zero));
        return new Read(target);
    }

    // Finite differences hold values of a pass constant, and a parameter is none: what is under stop_gradient reads a copy of it.
    private Expression WithCopies(Expression value, int? step) =>
        value is StopGradient { IsHeld: true, Argument: Read { Variable: { Kind: VariableKind.Parameter } parameter } }
            ? new StopGradient(Copy(parameter, step))
            : value.Map(operand => WithCopies(operand, step));

    private Read Copy(Variable parameter, int? step)
    {
        var copy = new Variable(parameter.Name + "_copy", VariableKind.Local, parameter.Shape, step);
        if (_statements.All(statement => statement.Target != copy))
        {
            _statements.Add(new Statement(copy, new Read(parameter)));
        }

        return new Read(copy);
    }

    public EquatableArray<Statement> ToEquatableArray() => _statements.ToEquatableArray();
}
