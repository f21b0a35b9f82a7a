using System.Runtime.CompilerServices;

namespace RnnGen.Training;

/// <summary>Stochastic gradient descent, without momentum: p -= lr * g, as <c>torch.optim.SGD</c>.</summary>
/// <param name="learningRate">The step's size lr.</param>
public sealed class Sgd(double learningRate)
{
    /// <summary>The step's size lr.</summary>
    public double LearningRate { get; } = learningRate;

    /// <summary>Makes one step; product and difference are rounded separately, as NumPy rounds them.</summary>
    /// <param name="parameters">The parameters, which are changed.</param>
    /// <param name="gradient">The derivative of the loss with respect to each.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(Span<double> parameters, ReadOnlySpan<double> gradient)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i] -= LearningRate * gradient[i];
        }
    }
}
