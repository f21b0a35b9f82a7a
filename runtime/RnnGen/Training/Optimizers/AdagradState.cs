using System.Runtime.CompilerServices;

namespace RnnGen.Training;

/// <summary>The sums of squares of Adagrad.</summary>
internal sealed class AdagradState : OptimizerState
{
    private readonly double _lrDecay;
    private readonly double _eps;
    private readonly double _weightDecay;
    private readonly double[] _sums;
    private double _steps;

    public AdagradState(ParameterLayout layout, Adagrad optimizer)
        : base(layout)
    {
        _lrDecay = optimizer.LrDecay;
        _eps = optimizer.Eps;
        _weightDecay = optimizer.WeightDecay;
        _sums = new double[layout.Length];
        Array.Fill(_sums, optimizer.InitialAccumulatorValue);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double learningRate)
    {
        var (eps, weightDecay, sums) = (_eps, _weightDecay, _sums);
        var stepSize = learningRate / (1 + (_steps * _lrDecay));
        _steps++;
        for (var i = 0; i < parameters.Length; i++)
        {
            var g = WeightDecay.AddTo(gradient[i], parameters[i], weightDecay);
            var sum = sums[i] + (g * g);
            sums[i] = sum;
            parameters[i] -= stepSize * g / (Math.Sqrt(sum) + eps);
        }
    }
}
