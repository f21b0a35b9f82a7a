using System.Runtime.CompilerServices;

namespace RnnGen.Training;

/// <summary>The running averages, and velocities, of RMSprop.</summary>
internal sealed class RmsPropState(ParameterLayout layout, RmsProp optimizer) : OptimizerState(layout)
{
    private readonly double _alpha = optimizer.Alpha;
    private readonly double _eps = optimizer.Eps;
    private readonly double _momentum = optimizer.Momentum;
    private readonly double _weightDecay = optimizer.WeightDecay;
    private readonly double[] _squares = new double[layout.Length];
    private readonly double[]? _means = optimizer.Centered ? new double[layout.Length] : null;
    private readonly double[]? _velocities = optimizer.Momentum != 0 ? new double[layout.Length] : null;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double learningRate)
    {
        var (alpha, eps, momentum, weightDecay) = (_alpha, _eps, _momentum, _weightDecay);
        var (squares, means, velocities) = (_squares, _means, _velocities);
        var rest = 1 - alpha;
        for (var i = 0; i < parameters.Length; i++)
        {
            var g = WeightDecay.AddTo(gradient[i], parameters[i], weightDecay);
            var square = (alpha * squares[i]) + (rest * g * g);
            squares[i] = square;
            if (means is not null)
            {
                var mean = (alpha * means[i]) + (rest * g);
                means[i] = mean;
                square -= mean * mean;
            }

            var step = g / (Math.Sqrt(square) + eps);
            if (velocities is not null)
            {
                step = (momentum * velocities[i]) + step;
                velocities[i] = step;
            }

            parameters[i] -= learningRate * step;
        }
    }
}
