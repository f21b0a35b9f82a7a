namespace RnnGen.Training;

/// <summary>What an optimizer remembers from step to step of one training.</summary>
public abstract class OptimizerState
{
    private readonly int _length;

    /// <summary>Remembers how many numbers a step changes.</summary>
    /// <param name="layout">The parameters that will be trained.</param>
    protected OptimizerState(ParameterLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        _length = layout.Length;
    }

    /// <summary>Makes one step. It allocates nothing.</summary>
    /// <param name="parameters">The parameters in the order of the layout, which are changed.</param>
    /// <param name="gradient">The derivative of the loss with respect to each.</param>
    /// <param name="learningRate">The step's size lr.</param>
    public void Step(Span<double> parameters, ReadOnlySpan<double> gradient, double learningRate)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, _length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, _length);
        Update(parameters, gradient, learningRate);
    }

    /// <summary>Makes one step with parameters and a gradient of the layout's length.</summary>
    /// <param name="parameters">The parameters in the order of the layout, which are changed.</param>
    /// <param name="gradient">The derivative of the loss with respect to each.</param>
    /// <param name="learningRate">The step's size lr.</param>
    protected abstract void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double learningRate);
}
