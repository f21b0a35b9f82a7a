using System.Runtime.CompilerServices;

namespace RnnGen.Training;

/// <summary>The running averages of <see cref="Adam"/> and <see cref="AdamW"/>.</summary>
/// <param name="layout">The parameters.</param>
/// <param name="beta1">How much of the gradient's average a step keeps.</param>
/// <param name="beta2">How much of the square's average a step keeps.</param>
/// <param name="eps">What keeps the divisor from zero.</param>
/// <param name="amsgrad">Whether to divide by the largest average so far.</param>
/// <param name="penalty">Adam's weight decay, a part of the gradient.</param>
/// <param name="shrinkage">AdamW's weight decay, apart from it.</param>
internal sealed class AdamState(
    ParameterLayout layout, double beta1, double beta2, double eps, bool amsgrad, double penalty, double shrinkage) : OptimizerState(layout)
{
    private readonly double[] _means = new double[layout.Length];
    private readonly double[] _squares = new double[layout.Length];
    private readonly double[]? _largest = amsgrad ? new double[layout.Length] : null;
    private double _beta1Power = 1;
    private double _beta2Power = 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double learningRate)
    {
        _beta1Power *= beta1;
        _beta2Power *= beta2;
        var stepSize = learningRate / (1 - _beta1Power);
        var rootOfCorrection = Math.Sqrt(1 - _beta2Power);
        var kept = 1 - (learningRate * shrinkage);
        var (means, squares, largest) = (_means, _squares, _largest);
        var (keptMean, newMean, keptSquare, newSquare) = (beta1, 1 - beta1, beta2, 1 - beta2);
        var (divisorFloor, weightDecay) = (eps, penalty);
        for (var i = 0; i < parameters.Length; i++)
        {
            // Without shrinkage kept is 1, and the product exact.
            var p = parameters[i] * kept;
            var g = WeightDecay.AddTo(gradient[i], p, weightDecay);
            var mean = (keptMean * means[i]) + (newMean * g);
            var square = (keptSquare * squares[i]) + (newSquare * g * g);
            means[i] = mean;
            squares[i] = square;
            if (largest is not null)
            {
                square = Math.Max(largest[i], square);
                largest[i] = square;
            }

            parameters[i] = p - (stepSize * mean / ((Math.Sqrt(square) / rootOfCorrection) + divisorFloor));
        }
    }
}
