using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Training;

/// <summary>Gradient descent without momentum has nothing to remember.</summary>
internal sealed class PlainDescentState(ParameterLayout layout, Sgd optimizer) : OptimizerState(layout)
{
    private readonly double _weightDecay = optimizer.WeightDecay;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double learningRate)
    {
        var weightDecay = _weightDecay;
        var i = 0;
        if (weightDecay == 0)
        {
            // Four at a time, each as below.
            var rate = Vector256.Create(learningRate);
            for (; i <= parameters.Length - Vector256<double>.Count; i += Vector256<double>.Count)
            {
                (Vector256.Create<double>(parameters[i..]) - (rate * Vector256.Create(gradient[i..]))).CopyTo(parameters[i..]);
            }
        }

        for (; i < parameters.Length; i++)
        {
            parameters[i] -= learningRate * WeightDecay.AddTo(gradient[i], parameters[i], weightDecay);
        }
    }
}
