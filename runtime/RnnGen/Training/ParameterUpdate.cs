namespace RnnGen.Training;

/// <summary>
/// The update that every kind of training shares: schedule, clipping, optimizer, frozen parameters. Neighbours with the same learning rate are one group; since
/// an optimizer treats every number by itself, groups change no bit.
/// </summary>
internal sealed class ParameterUpdate
{
    private readonly ParameterLayout _layout;
    private readonly GradientClipping? _clipping;
    private readonly double _learningRate;
    private readonly Group[] _groups;
    private readonly bool _hasFrozen;
    private readonly ParameterBuffer _before;

    public ParameterUpdate(ParameterLayout layout, ExperimentSettings settings)
    {
        _layout = layout;
        _clipping = settings.Clipping;
        _learningRate = settings.Optimizer.LearningRate;
        _before = new ParameterBuffer(layout);
        Schedule = settings.Schedule.Start(_learningRate);
        var groups = new List<Group>();
        for (var first = 0; first < layout.Count;)
        {
            var (rate, isFrozen) = Training(first);
            var members = new List<ParameterInfo>();
            do
            {
                members.Add(layout[first++]);
            }
            while (first < layout.Count && Training(first) == (rate, isFrozen));

            var own = new ParameterLayout([.. members]);
            groups.Add(new Group(members[0].Offset, own.Length, rate, isFrozen ? null : settings.Optimizer.Start(own)));
        }

        _groups = [.. groups];
        _hasFrozen = groups.Exists(group => group.State is null);

        (double Rate, bool IsFrozen) Training(int index)
        {
            var training = settings.ParameterTrainings.GetValueOrDefault(layout[index].Name);
            return (training?.LearningRate ?? _learningRate, training?.IsFrozen ?? false);
        }
    }

    public ScheduleState Schedule { get; }

    /// <summary>The number of updates so far.</summary>
    public long Count { get; private set; }

    /// <summary>The parameters before the last update; null where there was none.</summary>
    public ParameterBuffer? Before => Count > 0 ? _before : null;

    /// <summary>The norm of a gradient without frozen parameters, whose derivatives become zero.</summary>
    public double Norm(Span<double> gradient)
    {
        Freeze(gradient);
        return GradientNorm.Of(gradient);
    }

    /// <summary>Makes an update; the gradient is changed by clipping.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="gradient">The gradient at them.</param>
    /// <param name="time">The epoch, or what else the schedule counts.</param>
    /// <returns>The first parameter that is not finite any more, or null.</returns>
    public ParameterInfo? Apply(double[] parameters, double[] gradient, int time)
    {
        Freeze(gradient);
        _clipping?.Clip(gradient, _layout);
        parameters.AsSpan().CopyTo(_before.Values);
        var rate = Schedule.RateAt(time);
        foreach (var group in _groups)
        {
            var groupRate = group.Rate == _learningRate ? rate : group.Rate * (rate / _learningRate);
            group.State?.Step(parameters.AsSpan(group.Offset, group.Length), gradient.AsSpan(group.Offset, group.Length), groupRate);
        }

        Count++;
        return Divergence.FirstOf(_layout, parameters);
    }

    /// <summary>Says of a loss that is not finite when that was.</summary>
    /// <param name="epoch">The epoch, or null in a stream.</param>
    /// <param name="gradient">Its gradient; empty where it is not known.</param>
    public Divergence OfLoss(int? epoch, Span<double> gradient)
    {
        Freeze(gradient);
        return new Divergence(epoch, Count, null) { LargestGradient = LargestGradient.Of(_layout, gradient) };
    }

    private void Freeze(Span<double> gradient)
    {
        if (!_hasFrozen || gradient.IsEmpty)
        {
            return;
        }

        foreach (var group in _groups)
        {
            if (group.State is null)
            {
                gradient.Slice(group.Offset, group.Length).Clear();
            }
        }
    }

    private sealed record Group(int Offset, int Length, double Rate, OptimizerState? State);
}
