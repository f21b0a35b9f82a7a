namespace RnnGen.Training;

/// <summary>
/// The learning rate swings along a cosine from its start to its minimum at epoch T_max, and back again after it:
/// <c>torch.optim.lr_scheduler.CosineAnnealingLR</c>.
/// <code>eta_min + (lr - eta_min) * (1 + cos(pi * epoch / T_max)) / 2</code>
/// Source:
/// <see href="https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.CosineAnnealingLR.html">CosineAnnealingLR</see>,
/// after Loshchilov and Hutter 2017, without their restarts.
/// <para>
/// Keras' <c>CosineDecay</c> stays at the minimum, which it gives as the factor <c>alpha</c> of lr, and counts updates instead of
/// epochs.
/// </para>
/// </summary>
/// <param name="tMax">The epoch T_max of the minimum; at least 1.</param>
/// <param name="etaMin">The learning rate there; at least 0.</param>
public sealed class CosineAnnealing(int tMax, double etaMin = 0) : EpochSchedule
{
    /// <summary>The epoch of the minimum.</summary>
    public int TMax { get; } = ArgumentRange.Positive(tMax);

    /// <summary>The learning rate there.</summary>
    public double EtaMin { get; } = ArgumentRange.NotNegative(etaMin);

    /// <inheritdoc/>
    public override double RateAt(int epoch, double learningRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        return EtaMin + ((learningRate - EtaMin) * (1 + Cosine.OfPi(epoch, TMax)) / 2);
    }
}
