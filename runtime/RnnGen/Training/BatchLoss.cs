namespace RnnGen.Training;

/// <summary>Puts the losses of batches together: their mean weighted by what each counts, or their sum where the loss is a sum.</summary>
internal struct BatchLoss(LossReduction reduction)
{
    private double _sum;
    private double _weight;

    /// <summary>Zero of batches in which no step counts.</summary>
    public readonly double Value => reduction == LossReduction.Mean && !IsEmpty ? _sum / _weight : _sum;

    public readonly bool IsEmpty => _weight == 0;

    public void Add(double loss, double weight)
    {
        _sum += reduction == LossReduction.Mean ? loss * weight : loss;
        _weight += weight;
    }
}
