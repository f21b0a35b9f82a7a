namespace RnnGen;

/// <summary>What a parameter does in its layer, which some initializers ask.</summary>
public enum ParameterRole
{
    /// <summary>Nothing is said: a matrix counts as <see cref="Input"/>, a vector as <see cref="Bias"/>.</summary>
    Unspecified,

    /// <summary>A matrix whose first dimension is declared as <c>input</c>.</summary>
    Input,

    /// <summary>A matrix whose first dimension is declared otherwise.</summary>
    Recurrent,

    /// <summary>A vector of a cell: a bias, a peephole.</summary>
    Bias,

    /// <summary>The bias of a forget gate, which Keras starts as ones.</summary>
    ForgetBias,

    /// <summary>A vector that scales units, as that of a normalisation does: what is made for matrices starts it as ones.</summary>
    Gain,

    /// <summary>The matrix of the output layer.</summary>
    Output,

    /// <summary>The bias of the output layer.</summary>
    OutputBias,
}
