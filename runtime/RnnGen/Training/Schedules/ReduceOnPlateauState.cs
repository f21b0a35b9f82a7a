namespace RnnGen.Training;

/// <summary>The best loss, the count of epochs without an improvement, and the rate that they led to.</summary>
internal sealed class ReduceOnPlateauState(ReduceOnPlateau schedule, double learningRate) : ScheduleState
{
    private double _rate = learningRate;
    private double _best = double.PositiveInfinity;
    private int _badEpochs;
    private int _coolingEpochs;

    /// <summary>The rate after the losses shown so far; whichever epoch is asked for.</summary>
    public override double RateAt(int epoch) => _rate;

    public override void Observe(int epoch, double loss)
    {
        if (IsBetter(loss))
        {
            _best = loss;
            _badEpochs = 0;
        }
        else
        {
            _badEpochs++;
        }

        if (_coolingEpochs > 0)
        {
            _coolingEpochs--;
            _badEpochs = 0;
        }

        if (_badEpochs > schedule.Patience)
        {
            Reduce();
            _coolingEpochs = schedule.Cooldown;
            _badEpochs = 0;
        }
    }

    private bool IsBetter(double loss) => schedule.ThresholdMode == PlateauThreshold.Relative
        ? loss < _best * (1 - schedule.Threshold)
        : loss < _best - schedule.Threshold;

    private void Reduce()
    {
        var reduced = Math.Max(_rate * schedule.Factor, schedule.MinLr);
        if (_rate - reduced > schedule.Eps)
        {
            _rate = reduced;
        }
    }
}
