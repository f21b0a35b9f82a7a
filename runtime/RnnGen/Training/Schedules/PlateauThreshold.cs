namespace RnnGen.Training;

/// <summary>What <see cref="ReduceOnPlateau"/> takes for an improvement: PyTorch's <c>threshold_mode</c>.</summary>
public enum PlateauThreshold
{
    /// <summary>A loss below <c>best * (1 - threshold)</c>: PyTorch's <c>rel</c>.</summary>
    Relative,

    /// <summary>A loss below <c>best - threshold</c>: PyTorch's <c>abs</c>.</summary>
    Absolute,
}
