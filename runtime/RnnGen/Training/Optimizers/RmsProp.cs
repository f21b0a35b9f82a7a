namespace RnnGen.Training;

/// <summary>
/// Gradients divided by a running average of their size: <c>torch.optim.RMSprop</c>, after Hinton's lecture 6e and, centered, Graves 2013.
/// <code>
/// g = g + weight_decay * p
/// v = alpha * v + (1 - alpha) * g * g
/// a = alpha * a + (1 - alpha) * g             only if centered
/// u = g / (sqrt(centered ? v - a * a : v) + eps)
/// b = momentum * b + u                        only if momentum is not 0, else b = u
/// p = p - lr * b
/// </code>
/// Source: <see href="https://docs.pytorch.org/docs/stable/generated/torch.optim.RMSprop.html">torch.optim.RMSprop</see>,
/// <c>_single_tensor_rmsprop</c> of torch/optim/rmsprop.py.
/// <para>
/// Keras (keras/src/optimizers/rmsprop.py) puts eps inside the root, <c>sqrt(v + eps)</c>, keeps lr inside the momentum,
/// <c>b = momentum * b + lr * u; p = p - b</c>, calls alpha <c>rho</c>, and has the defaults lr 0.001, rho 0.9, eps 1e-7.
/// </para>
/// </summary>
/// <param name="learningRate">The size lr of a step; at least 0.</param>
/// <param name="alpha">How much of the average a step keeps; from 0 to 1.</param>
/// <param name="eps">What keeps the divisor from zero; outside the root; at least 0.</param>
/// <param name="momentum">How much of the velocity b a step keeps; 0 for none.</param>
/// <param name="centered">Whether to divide by an estimate of the standard deviation instead of the root mean square.</param>
/// <param name="weightDecay">The factor of the squared-norm penalty; at least 0.</param>
public sealed class RmsProp(
    double learningRate = 0.01, double alpha = 0.99, double eps = 1e-8, double momentum = 0, bool centered = false, double weightDecay = 0)
    : Optimizer(learningRate)
{
    /// <summary>How much of the average a step keeps.</summary>
    public double Alpha { get; } = ArgumentRange.FromZeroToOne(alpha);

    /// <summary>What keeps the divisor from zero.</summary>
    public double Eps { get; } = ArgumentRange.NotNegative(eps);

    /// <summary>How much of the velocity a step keeps.</summary>
    public double Momentum { get; } = ArgumentRange.NotNegative(momentum);

    /// <summary>Whether to divide by an estimate of the standard deviation.</summary>
    public bool Centered { get; } = centered;

    /// <summary>The factor of the squared-norm penalty.</summary>
    public double WeightDecay { get; } = ArgumentRange.NotNegative(weightDecay);

    /// <inheritdoc/>
    public override OptimizerState Start(ParameterLayout layout) => new RmsPropState(layout, this);
}
