namespace RnnGen.Training;

/// <summary>
/// How parameters follow their gradient: an immutable description, which <see cref="Start"/> turns into the buffers of one training.
/// <para>
/// Arguments, defaults and updates are those of <c>torch.optim</c>
/// (<see href="https://docs.pytorch.org/docs/stable/optim.html">docs.pytorch.org</see>); where Keras 3 does otherwise under the same name,
/// the optimizer says so. One difference holds for all: <c>weight_decay</c> of Keras is never a part of the gradient,
/// it is <c>p -= lr * weight_decay * p</c> ahead of the update, as in <see cref="AdamW"/>.
/// </para>
/// <para>
/// Each sum and product is rounded by itself, and nothing but <c>+ - * /</c>, the square root and the maximum is used, so that an update
/// has the same bits on every machine. PyTorch fuses some of them, differently on different machines: it is met to the last digits, not to
/// the last bit.
/// </para>
/// </summary>
/// <param name="learningRate">The size lr of a step, <c>lr</c> of PyTorch; at least 0. A <see cref="Schedule"/> may change it from epoch to
/// epoch.</param>
public abstract class Optimizer(double learningRate)
{
    /// <summary>The size lr of a step, before a schedule changes it.</summary>
    public double LearningRate { get; } = ArgumentRange.NotNegative(learningRate);

    /// <summary>Makes the buffers of one training; all that is ever allocated is allocated here.</summary>
    /// <param name="layout">The parameters that will be trained.</param>
    public abstract OptimizerState Start(ParameterLayout layout);
}
