namespace RnnGen.Training;

/// <summary>
/// Keeps a gradient from growing too large, between the backward pass and the optimizer's step. It works in place and allocates nothing.
/// <para>
/// The kinds are told apart because the literature calls all of them gradient clipping. None looks inside a sequence: clipping the
/// derivatives at each time step, as some recurrent networks of the 1990s did, is another thing.
/// </para>
/// </summary>
public abstract class GradientClipping
{
    /// <summary>Clips a gradient.</summary>
    /// <param name="gradient">The derivative with respect to each number of the layout, which is changed.</param>
    /// <param name="layout">Where the parameters stand in it.</param>
    public void Clip(Span<double> gradient, ParameterLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, layout.Length);
        ClipAll(gradient, layout);
    }

    /// <summary>Clips a gradient of the layout's length.</summary>
    /// <param name="gradient">The derivative with respect to each number of the layout, which is changed.</param>
    /// <param name="layout">Where the parameters stand in it.</param>
    protected abstract void ClipAll(Span<double> gradient, ParameterLayout layout);
}
