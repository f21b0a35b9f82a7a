using RnnGen.Generator.Equations;

namespace RnnGen.Generator.Programs;

/// <summary>
/// The states whose gradients may vanish. In long sequences they are flushed to zero at every step, before they are subnormal: there are machines
/// that take a hundred times as long over such numbers.
/// </summary>
internal static class VanishingStates
{
    // Shorter code stays the plain equations. In 32 steps a gradient near 1 becomes subnormal, of single precision, where
    // on average each leaves less than a fifteenth of it.
    private const int LongestUnflushed = 32;

    /// <summary>The states at the first steps of a network's sequences, none where these are short.</summary>
    /// <param name="network">The network.</param>
    /// <param name="steps">How many steps.</param>
    public static HashSet<Variable> Of(Network network, int steps) => network.SequenceLength <= LongestUnflushed
        ? []
        : [.. from layer in network.Layers
              from direction in layer.Directions
              from state in direction.States
              where !IsHandedOn(state, direction)
              from step in Enumerable.Range(0, steps)
              select state with { Name = state.Name + direction.Suffix, Step = step }];

    // A memory cell that is added to, c = c_prev + i * g, and that nothing else reads, hands its gradient on as it is.
    private static bool IsHandedOn(Variable state, Layer layer)
    {
        var previous = state with { Kind = VariableKind.Previous };
        return layer.Equations.All(equation => !SummandsOf(equation).Any(Passes));

        IEnumerable<Expression> SummandsOf(Equation equation) => equation.Target.Name == state.Name
            ? Lowering.Segments(equation.Value).Where(segment => segment != new Segment(new Read(previous), Minus: false)).Select(segment => segment.Expression)
            : [equation.Value];

        bool Passes(Expression expression) => expression is not StopGradient
            && (expression is Read read ? read.Variable == previous : expression.Operands.Any(Passes));
    }
}
