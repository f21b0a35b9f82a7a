using System.Runtime.CompilerServices;

namespace RnnGen.Training;

/// <summary>Gradient descent without momentum has nothing to remember.</summary>
internal sealed class PlainDescentState(ParameterLayout layout, Sgd optimizer) : OptimizerState(layout)
{
    private readonly double _weightDecay = optimizer.WeightDecay;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double learningRate)
    {
        var weightDecay = _weightDecay;
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i] -= learningRate * WeightDecay.AddTo(gradient[i], parameters[i], weightDecay);
        }
    }
}
