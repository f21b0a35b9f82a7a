namespace RnnGen.Training;

/// <summary>What a training writes down as it goes on.</summary>
/// <param name="settings">The settings.</param>
/// <param name="capacity">How many losses there will be at most.</param>
/// <param name="logged">Is told of every logged epoch.</param>
internal sealed class TrainingProgress(ExperimentSettings settings, int capacity, Action<LogPoint>? logged)
{
    public List<double> Losses { get; } = new(capacity);

    public List<double> ValidationLosses { get; } = new(settings.ValidationShare > 0 ? capacity : 0);

    public List<LogPoint> Log { get; } = [];

    public double InitialLoss { get; set; }

    public TrainingEnd End { get; set; }

    public Divergence? Divergence { get; private set; }

    public long SequencesSeen { get; set; }

    public void Add(LogPoint point)
    {
        Log.Add(point);
        logged?.Invoke(point);
    }

    public void Diverge(Divergence divergence)
    {
        Divergence = divergence;
        End = TrainingEnd.Divergence;
    }
}
