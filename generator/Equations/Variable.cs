namespace RnnGen.Generator.Equations;

/// <summary>Where a variable's value comes from.</summary>
internal enum VariableKind
{
    /// <summary>A trained parameter, the same for every sequence.</summary>
    Parameter,

    /// <summary>What the layer reads: the sequence's step, or the output of the layer below.</summary>
    Input,

    /// <summary>The state before the step.</summary>
    Previous,

    /// <summary>The target of the loss.</summary>
    Target,

    /// <summary>The share of the sequence in the loss: the derivative of the batch's loss with respect to the sequence's.</summary>
    Share,

    /// <summary>What an equation assigns.</summary>
    Local,

    /// <summary>The derivative of the loss with respect to a value of one sequence.</summary>
    Gradient,

    /// <summary>The derivative of the loss with respect to a parameter, summed over the sequences.</summary>
    ParameterGradient,
}

/// <summary>A named value. In a cell's equations it has no step; unrolled, <c>s</c> of step 2 is <c>s_t2</c>.</summary>
internal sealed record Variable(string Name, VariableKind Kind, Shape Shape, int? Step = null)
{
    /// <summary>The name with its step, as equations and emitted code write it.</summary>
    public string Text => Step is { } step ? FormattableString.Invariant($"{Name}_t{step}") : Name;

    /// <summary>Whether this is what a sequence brings to a step.</summary>
    public bool IsInputOfNetwork => Kind == VariableKind.Input && Name == "x";

    /// <summary>The derivative of the loss with respect to this variable.</summary>
    public Variable Gradient => new("d" + Name, Kind == VariableKind.Parameter ? VariableKind.ParameterGradient : VariableKind.Gradient, Shape, Step);

    public override string ToString() => Text;
}
