namespace RnnGen.Training;

/// <summary>Puts the losses of batches together: their mean weighted by what each counts, or their sum where the loss is a sum.</summary>
internal struct BatchLoss(LossReduction reduction)
{
    private double _sum;
    private double _weight;

    public readonly double Value => reduction == LossReduction.Mean ? _sum / _weight : _sum;

    public readonly bool IsEmpty => _weight == 0;

    public void Add(double loss, double weight)
    {
        _sum += reduction == LossReduction.Mean ? loss * weight : loss;
        _weight += weight;
    }
}
