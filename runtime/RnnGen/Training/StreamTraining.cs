using RnnGen.Data;
using RnnGen.Evaluation;
using RnnGen.Randomness;

namespace RnnGen.Training;

/// <summary>
/// An update a batch of sequences that are drawn from a task, and seen once, or at random from the training set, each as often as it is drawn. There
/// are no epochs: the schedule counts updates, and losses are put together over the intervals of the log.
/// </summary>
internal static class StreamTraining
{
    // The streams of random numbers, RandomState([seed, stream]): that of a task's training sequences, and that of the order in which
    // those of a training set are shown.
    private const uint TaskStream = 1;
    private const uint OrderStream = 2;

    public static void Run(TrainingContext context)
    {
        var (experiment, settings, progress, update) = (context.Experiment, context.Settings, context.Progress, context.Update);
        var (task, train) = (experiment.Task, context.Train);
        if (task is null && train.Count == 0)
        {
            throw new InvalidOperationException($"{experiment.Name} counts sequences, but has no task to draw them from, and no training set.");
        }

        var random = new RandomState([settings.Seed, task is null ? OrderStream : TaskStream]);
        var size = Math.Min(settings.BatchSize ?? 1, settings.Sequences);
        using var evaluator = Evaluator.Create(experiment, size, context.Width);
        var (whole, rest, numbers) = (new Sequence[size], new Sequence[settings.Sequences % size], new int[size]);
        var criterion = settings.Until?.Start(experiment, context.Buffer);
        var answers = (experiment.AnswersAtEveryStep ? experiment.SequenceLength : 1) * experiment.OutputSize;
        var predictions = new double[criterion is null ? 0 : size * answers];
        var losses = new BatchLoss(experiment.Reduction);
        var norm = 0.0;
        long nextLog = settings.LogEvery;
        while (progress.SequencesSeen < settings.Sequences && progress.End == TrainingEnd.Length)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var batch = settings.Sequences - progress.SequencesSeen >= size ? whole : rest;
            Draw(batch);
            evaluator.Load(batch);
            context.DropUnits(evaluator, 0, numbers.AsSpan(0, batch.Length));
            var loss = evaluator.Gradient(context.Parameters, context.Gradient, predictions.AsSpan(0, criterion is null ? 0 : batch.Length * answers));
            if (update.Count == 0)
            {
                progress.InitialLoss = loss;
            }

            if (!double.IsFinite(loss))
            {
                progress.Diverge(update.OfLoss(null, context.Gradient));
                break;
            }

            losses.Add(loss, evaluator.WeightSum);
            norm = update.Norm(context.Gradient);
            if (criterion is not null && IsLearnt(batch))
            {
                // No further update: the weights that were judged are those that are kept.
                progress.End = TrainingEnd.Criterion;
            }
            else if (update.Apply(context.Parameters, context.Gradient, (int)update.Count) is { } parameter)
            {
                progress.Diverge(new Divergence(null, update.Count, parameter.Name));
                break;
            }
            else
            {
                update.Schedule.Observe((int)update.Count - 1, loss);
            }

            progress.SequencesSeen += batch.Length;
            if (progress.SequencesSeen >= nextLog)
            {
                EndInterval();
                nextLog += settings.LogEvery * (1 + ((progress.SequencesSeen - nextLog) / settings.LogEvery));
            }
        }

        EndInterval();

        void Draw(Sequence[] batch)
        {
            for (var i = 0; i < batch.Length; i++)
            {
                batch[i] = task is null ? train[(int)random.Randint(0, train.Count)] : task.Draw(random);
                numbers[i] = (int)progress.SequencesSeen + i;

                // A training set has been looked through before.
                if (task is not null && SequenceCheck.Error(experiment, batch[i]) is { } error)
                {
                    throw new InvalidDataException($"Sequence {numbers[i]} of the task {task.GetType().Name} {error}");
                }
            }
        }

        // Every sequence is shown, in order, although the update is made for all of them at once.
        bool IsLearnt(Sequence[] batch)
        {
            var isLearnt = false;
            for (var i = 0; i < batch.Length; i++)
            {
                isLearnt = criterion!.Observe(batch[i], predictions.AsSpan(i * answers, answers));
            }

            return isLearnt;
        }

        // One in which no step counts has no loss.
        void EndInterval()
        {
            if (losses.IsEmpty)
            {
                return;
            }

            progress.Losses.Add(losses.Value);
            progress.Add(new LogPoint(progress.Losses.Count - 1, losses.Value, norm, progress.SequencesSeen));
            losses = new BatchLoss(experiment.Reduction);
        }
    }
}
