namespace RnnGen.Training;

/// <summary>
/// Stochastic gradient descent, with momentum, Nesterov's momentum and weight decay on request: <c>torch.optim.SGD</c>.
/// <code>
/// g = g + weight_decay * p
/// b = g                                       in the first step
/// b = momentum * b + (1 - dampening) * g      in every later one
/// g = nesterov ? g + momentum * b : b         all three lines only if momentum is not 0
/// p = p - lr * g
/// </code>
/// Source: <see href="https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html">torch.optim.SGD</see>, <c>_single_tensor_sgd</c>
/// of torch/optim/sgd.py.
/// <para>
/// Keras, like Sutskever et al. 2013, keeps the learning rate inside the velocity, <c>m = momentum * m - lr * g; p = p + m</c>
/// (Nesterov: <c>p = p + momentum * m - lr * g</c>), and has no dampening. While lr is constant that is the same up to rounding; where a
/// schedule lowers lr, the steps gathered before go on at their old size there, and shrink at once here.
/// </para>
/// </summary>
/// <param name="learningRate">The size lr of a step; at least 0.</param>
/// <param name="momentum">How much of the velocity b a step keeps; 0 for none.</param>
/// <param name="dampening">How much of a gradient is kept out of b. PyTorch leaves the first step undamped.</param>
/// <param name="nesterov">Whether to look one velocity ahead; it needs a momentum, and no dampening.</param>
/// <param name="weightDecay">The factor of the squared-norm penalty; at least 0.</param>
public sealed class Sgd(
    double learningRate, double momentum = 0, double dampening = 0, bool nesterov = false, double weightDecay = 0)
    : Optimizer(learningRate)
{
    /// <summary>How much of the velocity a step keeps.</summary>
    public double Momentum { get; } = ArgumentRange.NotNegative(momentum);

    /// <summary>How much of a gradient is kept out of the velocity.</summary>
    public double Dampening { get; } = ArgumentRange.Finite(dampening);

    /// <summary>Whether to look one velocity ahead.</summary>
    public bool Nesterov { get; } = !nesterov || (momentum != 0 && dampening == 0)
        ? nesterov
        : throw new ArgumentException("Nesterov's momentum needs a momentum, and no dampening.", nameof(nesterov));

    /// <summary>The factor of the squared-norm penalty.</summary>
    public double WeightDecay { get; } = ArgumentRange.NotNegative(weightDecay);

    /// <inheritdoc/>
    public override OptimizerState Start(ParameterLayout layout) =>
        Momentum == 0 ? new PlainDescentState(layout, this) : new MomentumDescentState(layout, this);
}
