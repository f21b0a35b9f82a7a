namespace RnnGen.Training;

/// <summary>
/// The learning rate falls by a factor every epoch: <c>torch.optim.lr_scheduler.ExponentialLR</c>.
/// <code>lr * gamma^epoch</code>
/// Source: <see href="https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ExponentialLR.html">ExponentialLR</see>.
/// </summary>
/// <param name="gamma">The factor; greater than 0.</param>
public sealed class ExponentialDecay(double gamma) : EpochSchedule
{
    /// <summary>The factor.</summary>
    public double Gamma { get; } = ArgumentRange.Positive(gamma);

    /// <inheritdoc/>
    public override double RateAt(int epoch, double learningRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        return learningRate * Power.Of(Gamma, epoch);
    }
}
