namespace RnnGen.Training;

/// <summary>
/// The learning rate falls by a factor every few epochs: <c>torch.optim.lr_scheduler.StepLR</c>.
/// <code>lr * gamma^floor(epoch / step_size)</code>
/// Source: <see href="https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.StepLR.html">StepLR</see>.
/// </summary>
/// <param name="stepSize">Every how many epochs; at least 1.</param>
/// <param name="gamma">The factor; greater than 0.</param>
public sealed class StepDecay(int stepSize, double gamma = 0.1) : EpochSchedule
{
    /// <summary>Every how many epochs.</summary>
    public int StepSize { get; } = ArgumentRange.Positive(stepSize);

    /// <summary>The factor.</summary>
    public double Gamma { get; } = ArgumentRange.Positive(gamma);

    /// <inheritdoc/>
    public override double RateAt(int epoch, double learningRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        return learningRate * Power.Of(Gamma, epoch / StepSize);
    }
}
