namespace RnnGen.Training;

/// <summary>The best epoch of one training so far, and with early stopping its weights.</summary>
internal sealed class BestEpoch(EarlyStopping? stopping, int parameterCount)
{
    private readonly double[] _weights = new double[stopping is null ? 0 : parameterCount];
    private double _best = double.PositiveInfinity;
    private int _bad;

    /// <summary>The best epoch, from 0; null before the first.</summary>
    public int? Epoch { get; private set; }

    /// <summary>Shows the loss and the weights after an epoch; returns whether the training should stop.</summary>
    public bool Observe(int epoch, double loss, ReadOnlySpan<double> weights)
    {
        if (loss < _best - (stopping?.MinDelta ?? 0))
        {
            (_best, _bad, Epoch) = (loss, 0, epoch);
            weights[.._weights.Length].CopyTo(_weights);
            return false;
        }

        _bad++;
        return _bad >= stopping?.Patience;
    }

    /// <summary>Brings back the weights of the best epoch, with early stopping.</summary>
    public void Restore(Span<double> weights)
    {
        if (Epoch is not null)
        {
            _weights.CopyTo(weights);
        }
    }
}
