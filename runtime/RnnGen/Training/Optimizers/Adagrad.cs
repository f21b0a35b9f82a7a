namespace RnnGen.Training;

/// <summary>
/// Gradients divided by the root of the sum of all their squares so far: <c>torch.optim.Adagrad</c>, after Duchi, Hazan and Singer 2011.
/// <code>
/// g = g + weight_decay * p
/// s = s + g * g                               from s = initial_accumulator_value
/// p = p - lr / (1 + (t - 1) * lr_decay) * g / (sqrt(s) + eps)          in step t = 1, 2, ...
/// </code>
/// Source: <see href="https://docs.pytorch.org/docs/stable/generated/torch.optim.Adagrad.html">torch.optim.Adagrad</see>,
/// <c>_single_tensor_adagrad</c> of torch/optim/adagrad.py.
/// <para>
/// Keras (keras/src/optimizers/adagrad.py) puts eps inside the root, <c>sqrt(s + eps)</c>, has no decay of lr, and has the defaults lr
/// 0.001, initial accumulator 0.1, eps 1e-7.
/// </para>
/// </summary>
/// <param name="learningRate">The size lr of a step; at least 0.</param>
/// <param name="lrDecay">How fast lr falls with the count of steps; at least 0.</param>
/// <param name="eps">What keeps the divisor from zero; outside the root; at least 0.</param>
/// <param name="initialAccumulatorValue">What the sum of squares starts from; at least 0.</param>
/// <param name="weightDecay">The factor of the squared-norm penalty; at least 0.</param>
public sealed class Adagrad(
    double learningRate = 0.01, double lrDecay = 0, double eps = 1e-10, double initialAccumulatorValue = 0, double weightDecay = 0)
    : Optimizer(learningRate)
{
    /// <summary>How fast lr falls with the count of steps.</summary>
    public double LrDecay { get; } = ArgumentRange.NotNegative(lrDecay);

    /// <summary>What keeps the divisor from zero.</summary>
    public double Eps { get; } = ArgumentRange.NotNegative(eps);

    /// <summary>What the sum of squares starts from.</summary>
    public double InitialAccumulatorValue { get; } = ArgumentRange.NotNegative(initialAccumulatorValue);

    /// <summary>The factor of the squared-norm penalty.</summary>
    public double WeightDecay { get; } = ArgumentRange.NotNegative(weightDecay);

    /// <inheritdoc/>
    public override OptimizerState Start(ParameterLayout layout) => new AdagradState(layout, this);
}
