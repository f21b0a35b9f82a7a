namespace RnnGen.Initialization;

/// <summary>Which width of a matrix [inputs, outputs] an initializer goes by.</summary>
public enum FanMode
{
    /// <summary>The inputs, which keeps the size of values in the forward pass.</summary>
    FanIn,

    /// <summary>The outputs, which keeps the size of derivatives in the backward pass.</summary>
    FanOut,
}
