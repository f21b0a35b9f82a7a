using RnnGen.Generator.Equations;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Programs;

/// <summary>The network as straight-line code over tensors: what is computed, in which order; every form of the emitted code comes from it.</summary>
/// <param name="Network">The equations that it was unrolled from.</param>
/// <param name="Forward">The blocks of the forward pass in order, those in groups that compute the same.</param>
/// <param name="Backward">The blocks of its derivative in order.</param>
internal sealed record UnrolledProgram(Network Network, EquatableArray<StepGroup> Forward, EquatableArray<StepGroup> Backward)
{
    public const string PredictionName = "y_hat";

    public const string LossName = "loss";

    /// <summary>Unrolls a network over its steps and differentiates the result.</summary>
    public static UnrolledProgram Of(Network network) => LongSequence.Unroll(network) ?? Unroll(network, network.SequenceLength);

    /// <summary>Unrolls a network over so many steps, as if its sequences had no more, and differentiates the result.</summary>
    public static UnrolledProgram Unroll(Network network, int steps)
    {
        var forward = Unroller.Unroll(network with { SequenceLength = steps });
        return new UnrolledProgram(network, StepGroup.Of(forward), StepGroup.Of(Differentiator.Differentiate(forward, VanishingStates.Of(network, steps))));
    }

    /// <summary>Of both passes a block of each group: all that is different.</summary>
    public IEnumerable<Block> Blocks => Forward.Concat(Backward).Select(group => group.Representative);

    /// <summary>
    /// Whether a pass can end with the longest sequence at hand: lengths differ, all steps are one pass, and between the first and the last one all
    /// compute the same.
    /// </summary>
    public bool EndsEarly => Network.HasVariableLength
        && Forward is [{ IsShared: false }, { IsShared: true, Representative: { Pass.Length: 0, Step: > 0 } }]
        && Backward is [{ IsShared: false }, { IsShared: true }, { IsShared: false }];

    /// <summary>Whether finite differences hold some values constant.</summary>
    public bool HoldsValues => Forward.SelectMany(group => group.Representative.Statements).Any(statement => IsHeld(statement.Value));

    /// <summary>Whether gradients are flushed to zero.</summary>
    public bool Flushes => Backward
        .SelectMany(group => group.Representative.Statements)
        .SelectMany(statement => statement.Value.Nodes())
        .Any(node => node is Apply apply && apply.Function == Function.Flush);

    private static bool IsHeld(Expression expression) => expression is StopGradient { IsHeld: true } || expression.Operands.Any(IsHeld);

    /// <summary>The names of what the runtime reads: predictions, losses, and states that are carried on.</summary>
    public IEnumerable<string> CarriedAndAnswers => Network.CarriedStates.Select(pair => pair.State.Name).Concat([PredictionName, LossName]);

    /// <summary>The variables that blocks assign, in the order in which they do.</summary>
    public static IEnumerable<Variable> LocalsOf(IEnumerable<Block> blocks) => blocks
        .SelectMany(block => block.Statements)
        .Where(statement => !statement.Accumulates)
        .Select(statement => statement.Target);
}

/// <summary>The statements of one step, or (without a step) of the output and the loss.</summary>
/// <param name="Pass">The name of the pass through the steps that it belongs to, where there are several.</param>
internal sealed record Block(int? Step, EquatableArray<Statement> Statements, string Pass = "")
{
    /// <summary>The block of a later step, or with a negative number of an earlier one, which computes the same.</summary>
    public Block MovedBy(int steps) => steps == 0 ? this : Moved(step => step + steps);

    /// <summary>The block with other steps.</summary>
    /// <param name="move">The step in the place of a step.</param>
    public Block Moved(Func<int, int> move) => this with
    {
        Step = Step is { } step ? move(step) : null,
        Statements = Statements.Select(statement => statement.Moved(move)).ToEquatableArray(),
    };
}

/// <summary>One statement: <c>s_t2 = tanh(z_t2)</c>, or <c>dWhh += s_t1.T @ dz_t2</c> where it accumulates.</summary>
/// <param name="Target">What is assigned or added to.</param>
/// <param name="Value">The value, simplified.</param>
/// <param name="Accumulates">Whether the value is added, over steps and sequences, to a parameter's gradient.</param>
/// <param name="Written">The value with the initial state, which is zero and drops out of <paramref name="Value"/>, where that makes a difference.</param>
internal sealed record Statement(Variable Target, Expression Value, bool Accumulates = false, Expression? Written = null)
{
    /// <summary>The statement with other steps.</summary>
    /// <param name="move">The step in the place of a step.</param>
    public Statement Moved(Func<int, int> move)
    {
        return new Statement(Of(Target), In(Value), Accumulates, Written is null ? null : In(Written));

        Expression In(Expression expression) => expression.Substitute(variable => new Read(Of(variable)));

        Variable Of(Variable variable) => variable.Step is { } step ? variable with { Step = move(step) } : variable;
    }

    /// <summary>The statement in NumPy's notation.</summary>
    /// <param name="name">How a variable is written.</param>
    public string Equation(Func<Variable, string> name)
    {
        var equation = $"{name(Target)} {(Accumulates ? "+=" : "=")} {Notation.Of(Written ?? Value, name)}";
        var initial = (Written ?? Value).Reads()
            .Where(variable => variable.Kind == VariableKind.Previous)
            .Select(variable => $"{variable.Name} = 0")
            .Distinct()
            .ToArray();
        return initial.Length == 0 ? equation : $"{equation}, where {string.Join(" and ", initial)}";
    }
}
