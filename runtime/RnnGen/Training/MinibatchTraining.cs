using RnnGen.Data;
using RnnGen.Randomness;

namespace RnnGen.Training;

/// <summary>
/// An update a batch, over the training set in its order, or each epoch in one of its own; the last batch of an epoch may be smaller. The loss
/// of an epoch is that of its batches, each before its update.
/// </summary>
/// <remarks>
/// Where states are carried, the sequences are windows of a stream in their order, which is cut into as many pieces as a batch has
/// rows: row b of each batch goes on where row b of the one before ends. Windows that do not fill a last batch are left out, and every
/// epoch starts with states of zero.
/// </remarks>
internal static class MinibatchTraining
{
    public static void Run(TrainingContext context)
    {
        var (train, settings, progress, update) = (context.Train, context.Settings, context.Progress, context.Update);
        var size = Math.Min(settings.BatchSize ?? train.Count, train.Count);
        using var evaluator = context.ForBatches(size);
        var batch = new Sequence[size];
        var used = evaluator.CarriesState ? train.Count - (train.Count % size) : train.Count;
        var rest = new Sequence[used % size];
        var order = evaluator.CarriesState ? Windows(used, size) : [.. Enumerable.Range(0, used)];
        progress.InitialLoss = InitialLoss();
        var random = new RandomState([settings.Seed, 2]);
        for (var epoch = 0; epoch < settings.Epochs; epoch++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (settings.Shuffle && !evaluator.CarriesState)
            {
                random.Permutation(order);
            }

            evaluator.ResetState();

            var isLast = epoch == settings.Epochs - 1;
            var losses = new BatchLoss(context.Experiment.Reduction);
            var norm = 0.0;
            for (var start = 0; start < used; start += size)
            {
                Load(start);
                context.DropUnits(evaluator, epoch, order.AsSpan(start, evaluator.Count));
                var loss = evaluator.Gradient(context.Parameters, context.Gradient);
                evaluator.CarryState();
                if (!double.IsFinite(loss))
                {
                    progress.Diverge(update.OfLoss(epoch, context.Gradient));
                    return;
                }

                losses.Add(loss, evaluator.WeightSum);
                norm = start + size >= used ? update.Norm(context.Gradient) : 0;
                if (update.Apply(context.Parameters, context.Gradient, epoch) is { } parameter)
                {
                    progress.Diverge(new Divergence(epoch, update.Count, parameter.Name));
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
            for (var start = 0; start < used; start += size)
            {
                Load(start);
                context.DropUnits(evaluator, 0, order.AsSpan(start, evaluator.Count));
                losses.Add(evaluator.Loss(context.Parameters), evaluator.WeightSum);
                evaluator.CarryState();
            }

            return losses.Value;
        }

        void Load(int start)
        {
            var target = start + size <= used ? batch : rest;
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = train[order[start + i]];
            }

            evaluator.Load(target);
        }
    }

    // Batch k has the k-th window of every piece.
    private static int[] Windows(int count, int size)
    {
        var batches = count / size;
        return [.. Enumerable.Range(0, count).Select(i => (i % size * batches) + (i / size))];
    }
}
