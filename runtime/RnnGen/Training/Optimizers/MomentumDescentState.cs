using System.Runtime.CompilerServices;

namespace RnnGen.Training;

/// <summary>The velocities of gradient descent with momentum.</summary>
internal sealed class MomentumDescentState(ParameterLayout layout, Sgd optimizer) : OptimizerState(layout)
{
    private readonly double _momentum = optimizer.Momentum;
    private readonly double _undamped = 1 - optimizer.Dampening;
    private readonly bool _nesterov = optimizer.Nesterov;
    private readonly double _weightDecay = optimizer.WeightDecay;
    private readonly double[] _velocities = new double[layout.Length];
    private bool _hasVelocities;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double learningRate)
    {
        var (momentum, undamped, nesterov, weightDecay, isFirst) = (_momentum, _undamped, _nesterov, _weightDecay, !_hasVelocities);
        var velocities = _velocities.AsSpan();
        for (var i = 0; i < parameters.Length; i++)
        {
            var g = WeightDecay.AddTo(gradient[i], parameters[i], weightDecay);
            var velocity = isFirst ? g : (momentum * velocities[i]) + (undamped * g);
            velocities[i] = velocity;
            parameters[i] -= learningRate * (nesterov ? g + (momentum * velocity) : velocity);
        }

        _hasVelocities = true;
    }
}
