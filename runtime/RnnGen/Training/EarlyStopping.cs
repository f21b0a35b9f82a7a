namespace RnnGen.Training;

/// <summary>
/// Ends a training whose loss has stopped falling, and restores the best weights: Keras' <c>EarlyStopping</c> with
/// <c>restore_best_weights=True</c>.
/// <code>
/// if loss &lt; best - min_delta: best = loss, bad = 0, keep the weights          else: bad = bad + 1
/// if bad >= patience: stop
/// </code>
/// after every epoch, from <c>best = infinity</c>. The loss is that of the validation set, or of the training set where there is none; the weights
/// are those at the end of the epoch, and are restored however the training ends, also where it diverges.
/// </summary>
/// <param name="patience">How many epochs in a row without an improvement end the training; at least 1.</param>
/// <param name="minDelta">What is no improvement yet; at least 0.</param>
public sealed class EarlyStopping(int patience, double minDelta = 0)
{
    /// <summary>How many epochs in a row without an improvement end the training.</summary>
    public int Patience { get; } = ArgumentRange.Positive(patience);

    /// <summary>What is no improvement yet.</summary>
    public double MinDelta { get; } = ArgumentRange.NotNegative(minDelta);
}
