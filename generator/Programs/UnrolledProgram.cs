using RnnGen.Generator.Equations;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Programs;

/// <summary>The network as straight-line code over tensors: what is computed, in which order; every form of the emitted code comes from it.</summary>
/// <param name="Network">The equations that it was unrolled from.</param>
/// <param name="Forward">The blocks of the forward pass in order.</param>
/// <param name="Backward">The blocks of its derivative in order.</param>
internal sealed record UnrolledProgram(Network Network, EquatableArray<Block> Forward, EquatableArray<Block> Backward)
{
    public const string PredictionName = "y_hat";

    public const string LossName = "loss";

    /// <summary>Unrolls a network over its steps and differentiates the result.</summary>
    public static UnrolledProgram Of(Network network)
    {
        var forward = Unroller.Unroll(network);
        return new UnrolledProgram(network, forward.ToEquatableArray(), Differentiator.Differentiate(forward, VanishingStates.Of(network)).ToEquatableArray());
    }

    /// <summary>
    /// Whether a pass can end with the longest sequence at hand: lengths differ, all steps are one pass, and between the first and the last one all
    /// compute the same.
    /// </summary>
    public bool EndsEarly
    {
        get
        {
            if (!Network.HasVariableLength)
            {
                return false;
            }

            var (forward, backward) = (StepGroup.Of(Forward), StepGroup.Of(Backward));
            return forward is [{ IsShared: false }, { IsShared: true } rest] && rest.Blocks.All(block => block.Pass.Length == 0 && block.Step > 0)
                && backward is [{ IsShared: false }, { IsShared: true }, { IsShared: false }];
        }
    }

    /// <summary>Whether finite differences hold some values constant.</summary>
    public bool HoldsValues => Forward.SelectMany(block => block.Statements).Any(statement => IsHeld(statement.Value));

    /// <summary>Whether gradients are flushed to zero.</summary>
    public bool Flushes => Backward.SelectMany(block => block.Statements).Any(statement => statement.Value.Nodes().Any(node => node is Apply apply && apply.Function == Function.Flush));

    private static bool IsHeld(Expression expression) => expression is StopGradient { IsHeld: true } || expression.Operands.Any(IsHeld);

    /// <summary>The names of what the runtime reads: predictions, losses, and states that are carried on.</summary>
    public IEnumerable<string> CarriedAndAnswers => Network.CarriedStates.Select(pair => pair.State.Name).Concat([PredictionName, LossName]);

    /// <summary>The variables that the forward and the backward pass assign, in the order in which they do.</summary>
    public IEnumerable<Variable> Locals => Forward.Concat(Backward)
        .SelectMany(block => block.Statements)
        .Where(statement => !statement.Accumulates)
        .Select(statement => statement.Target);
}

/// <summary>The statements of one step, or (without a step) of the output and the loss.</summary>
/// <param name="Pass">The name of the pass through the steps that it belongs to, where there are several.</param>
internal sealed record Block(int? Step, EquatableArray<Statement> Statements, string Pass = "");

/// <summary>One statement: <c>s_t2 = tanh(z_t2)</c>, or <c>dWhh += s_t1.T @ dz_t2</c> where it accumulates.</summary>
/// <param name="Target">What is assigned or added to.</param>
/// <param name="Value">The value, simplified.</param>
/// <param name="Accumulates">Whether the value is added, over steps and sequences, to a parameter's gradient.</param>
/// <param name="Written">The value with the initial state, which is zero and drops out of <paramref name="Value"/>, where that makes a difference.</param>
internal sealed record Statement(Variable Target, Expression Value, bool Accumulates = false, Expression? Written = null)
{
    /// <summary>The statement in NumPy's notation.</summary>
    /// <param name="name">How a variable is written.</param>
    public string Equation(Func<Variable, string> name)
    {
        var equation = $"{name(Target)} {(Accumulates ? "+=" : "=")} {Notation.Of(Written ?? Value, name)}";
        var initial = (Written ?? Value).Reads().Where(variable => variable.Kind == VariableKind.Previous).Select(variable => $"{variable.Name} = 0").Distinct().ToArray();
        return initial.Length == 0 ? equation : $"{equation}, where {string.Join(" and ", initial)}";
    }
}
