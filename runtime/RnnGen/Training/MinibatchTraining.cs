using RnnGen.Data;
using RnnGen.Evaluation;
using RnnGen.Randomness;

namespace RnnGen.Training;

/// <summary>
/// An update a batch, over the training set in its order, or each epoch in one of its own; the last batch of an epoch may be smaller. The loss
/// of an epoch is that of its batches, each before its update.
/// </summary>
internal static class MinibatchTraining
{
    public static void Run(TrainingContext context)
    {
        var (train, settings, progress, update) = (context.Train, context.Settings, context.Progress, context.Update);
        var size = Math.Min(settings.BatchSize ?? train.Count, train.Count);
        using var evaluator = Evaluator.Create(context.Experiment, size, context.Width);
        var batch = new Sequence[size];
        var rest = new Sequence[train.Count % size];
        var order = Enumerable.Range(0, train.Count).ToArray();
        progress.InitialLoss = InitialLoss();
        var random = new RandomState([settings.Seed, 2]);
        for (var epoch = 0; epoch < settings.Epochs; epoch++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (settings.Shuffle)
            {
                random.Permutation(order);
            }

            var isLast = epoch == settings.Epochs - 1;
            var losses = new BatchLoss(context.Experiment.Reduction);
            var norm = 0.0;
            for (var start = 0; start < train.Count; start += size)
            {
                Load(start);
                var loss = evaluator.Gradient(context.Parameters, context.Gradient);
                if (!double.IsFinite(loss))
                {
                    progress.Diverge(epoch, update.Count, null);
                    return;
                }

                losses.Add(loss, evaluator.WeightSum);
                norm = start + size >= train.Count ? update.Norm(context.Gradient) : 0;
                if (update.Apply(context.Parameters, context.Gradient, epoch) is { } parameter)
                {
                    progress.Diverge(epoch, update.Count, parameter);
                    return;
                }

                progress.SequencesSeen += evaluator.Count;
            }

            var goesOn = context.EndEpoch(epoch, losses.Value);
            if (progress.Divergence is null && (epoch % settings.LogEvery == 0 || isLast || !goesOn))
            {
                progress.Add(new LogPoint(epoch, losses.Value, norm, progress.SequencesSeen));
            }

            if (!goesOn)
            {
                return;
            }
        }

        double InitialLoss()
        {
            var losses = new BatchLoss(context.Experiment.Reduction);
            for (var start = 0; start < train.Count; start += size)
            {
                Load(start);
                losses.Add(evaluator.Loss(context.Parameters), evaluator.WeightSum);
            }

            return losses.Value;
        }

        void Load(int start)
        {
            var target = start + size <= train.Count ? batch : rest;
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = train[order[start + i]];
            }

            evaluator.Load(target);
        }
    }
}
