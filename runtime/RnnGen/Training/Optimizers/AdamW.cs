namespace RnnGen.Training;

/// <summary>
/// Adam with weight decay apart from the gradient: <c>torch.optim.AdamW</c>, after Loshchilov and Hutter 2019.
/// <code>
/// p = p * (1 - lr * weight_decay)
/// m = beta1 * m + (1 - beta1) * g
/// v = beta2 * v + (1 - beta2) * g * g
/// w = amsgrad ? max(w, v) : v
/// p = p - lr / (1 - beta1^t) * m / (sqrt(w) / sqrt(1 - beta2^t) + eps)          in step t = 1, 2, ...
/// </code>
/// Source: <see href="https://docs.pytorch.org/docs/stable/generated/torch.optim.AdamW.html">torch.optim.AdamW</see>,
/// <c>_single_tensor_adamw</c> of torch/optim/adamw.py. The decay follows the learning rate of the schedule, as PyTorch's does; the powers
/// are those of <see cref="Adam"/>.
/// <para>Keras (keras/src/optimizers/adamw.py) has the default decay 0.004, and the eps of its Adam.</para>
/// </summary>
/// <param name="learningRate">The size lr of a step; at least 0.</param>
/// <param name="beta1">How much of the gradient's average m a step keeps; at least 0 and below 1. PyTorch's <c>betas[0]</c>.</param>
/// <param name="beta2">How much of the square's average v a step keeps; at least 0 and below 1. PyTorch's <c>betas[1]</c>.</param>
/// <param name="eps">What keeps the divisor from zero; outside the root; at least 0.</param>
/// <param name="amsgrad">Whether to divide by the largest v so far.</param>
/// <param name="weightDecay">What share of a parameter a step of size 1 would take away; at least 0.</param>
public sealed class AdamW(
    double learningRate = 0.001,
    double beta1 = 0.9,
    double beta2 = 0.999,
    double eps = 1e-8,
    bool amsgrad = false,
    double weightDecay = 0.01)
    : Optimizer(learningRate)
{
    /// <summary>How much of the gradient's average a step keeps.</summary>
    public double Beta1 { get; } = ArgumentRange.FromZeroToBelowOne(beta1);

    /// <summary>How much of the square's average a step keeps.</summary>
    public double Beta2 { get; } = ArgumentRange.FromZeroToBelowOne(beta2);

    /// <summary>What keeps the divisor from zero.</summary>
    public double Eps { get; } = ArgumentRange.NotNegative(eps);

    /// <summary>Whether to divide by the largest average so far.</summary>
    public bool Amsgrad { get; } = amsgrad;

    /// <summary>What share of a parameter a step of size 1 would take away.</summary>
    public double WeightDecay { get; } = ArgumentRange.NotNegative(weightDecay);

    /// <inheritdoc/>
    public override OptimizerState Start(ParameterLayout layout) =>
        new AdamState(layout, Beta1, Beta2, Eps, Amsgrad, penalty: 0, shrinkage: WeightDecay);
}
