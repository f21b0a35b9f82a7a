namespace RnnGen.Training;

/// <summary>
/// Running averages of the gradient over those of its size: <c>torch.optim.Adam</c>, after Kingma and Ba 2015, with AMSGrad (Reddi et al.
/// 2018) on request.
/// <code>
/// g = g + weight_decay * p
/// m = beta1 * m + (1 - beta1) * g
/// v = beta2 * v + (1 - beta2) * g * g
/// w = amsgrad ? max(w, v) : v
/// p = p - lr / (1 - beta1^t) * m / (sqrt(w) / sqrt(1 - beta2^t) + eps)          in step t = 1, 2, ...
/// </code>
/// Source: <see href="https://docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html">torch.optim.Adam</see>,
/// <c>_single_tensor_adam</c> of torch/optim/adam.py. PyTorch 2 writes the second line as <c>m + (1 - beta1) * (g - m)</c>: the same up to
/// rounding.
/// <para>
/// The powers are products of t factors, not a platform's <c>pow</c>. With u = 2^-53 they are at most t * u * beta^t off,
/// which is u / (1 - beta) of <c>1 - beta^t</c> or less for every t: a relative 1.2e-13 for beta 0.999.
/// </para>
/// <para>
/// Keras (keras/src/optimizers/adam.py) computes <c>p = p - lr * sqrt(1 - beta2^t) / (1 - beta1^t) * m / (sqrt(w) + eps)</c>: its eps, 1e-7
/// by default, is not divided by the correction, and so is larger in effect during the first steps.
/// </para>
/// </summary>
/// <param name="learningRate">The size lr of a step; at least 0.</param>
/// <param name="beta1">How much of the gradient's average m a step keeps; at least 0 and below 1. PyTorch's <c>betas[0]</c>.</param>
/// <param name="beta2">How much of the square's average v a step keeps; at least 0 and below 1. PyTorch's <c>betas[1]</c>.</param>
/// <param name="eps">What keeps the divisor from zero; outside the root; at least 0.</param>
/// <param name="amsgrad">Whether to divide by the largest v so far.</param>
/// <param name="weightDecay">The factor of the squared-norm penalty; at least 0. It is a part of the gradient; see <see cref="AdamW"/> for
/// decay apart from it.</param>
public sealed class Adam(
    double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, bool amsgrad = false, double weightDecay = 0)
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

    /// <summary>The factor of the squared-norm penalty.</summary>
    public double WeightDecay { get; } = ArgumentRange.NotNegative(weightDecay);

    /// <inheritdoc/>
    public override OptimizerState Start(ParameterLayout layout) =>
        new AdamState(layout, Beta1, Beta2, Eps, Amsgrad, penalty: WeightDecay, shrinkage: 0);
}
