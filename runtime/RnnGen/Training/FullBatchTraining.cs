namespace RnnGen.Training;

/// <summary>
/// An update an epoch, from the whole training set. The loss of an epoch is that after its update: the next epoch's forward pass, which its
/// gradient needs anyhow, supplies it.
/// </summary>
internal static class FullBatchTraining
{
    public static void Run(TrainingContext context)
    {
        using var evaluator = context.ForBatches(Math.Max(1, context.Train.Count));
        evaluator.Load(context.Train);
        var (parameters, gradient, update, progress, settings) = (context.Parameters, context.Gradient, context.Update, context.Progress, context.Settings);

        // A loop, since a range would be compiled before the first epoch, which counts where a process trains once.
        var order = new int[evaluator.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        context.DropUnits(evaluator, 0, order);
        progress.InitialLoss = evaluator.Gradient(parameters, gradient);
        if (!double.IsFinite(progress.InitialLoss))
        {
            progress.Diverge(update.OfLoss(0, gradient));
            return;
        }

        var (last, count) = (settings.Epochs - 1, evaluator.Count);
        for (var epoch = 0; epoch <= last; epoch++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var isLogged = epoch % settings.LogEvery == 0 || epoch == last;
            var norm = isLogged || settings.EarlyStopping is not null ? update.Norm(gradient) : 0;
            if (update.Apply(parameters, gradient, epoch) is { } parameter)
            {
                progress.Diverge(new Divergence(epoch, update.Count, parameter.Name));
                return;
            }

            progress.SequencesSeen += count;
            context.DropUnits(evaluator, epoch + 1, order);
            var loss = epoch < last ? evaluator.Gradient(parameters, gradient) : evaluator.Loss(parameters);
            var goesOn = context.EndEpoch(epoch, loss);
            if (progress.Divergence is null && (isLogged || !goesOn))
            {
                progress.Add(new LogPoint(epoch, loss, norm, progress.SequencesSeen));
            }

            if (!goesOn)
            {
                return;
            }
        }
    }
}
