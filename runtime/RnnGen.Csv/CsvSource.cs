namespace RnnGen.Data.Sources;

/// <summary>
/// Sequences from the rows of a CSV file, one a row. Where the network answers at every step, the target's columns go step by step as those of the
/// inputs do, and a step whose fields are all empty has no loss.
/// </summary>
/// <param name="path">The file, relative to the program's folder.</param>
/// <param name="header">Whether the first row has the columns' names.</param>
/// <param name="rows">The rows, counted from 1 behind the header: <c>1..1000</c>.</param>
/// <param name="inputs">The columns of the inputs, step by step: <c>1..64</c>, or names.</param>
/// <param name="steps">The steps that the inputs are cut into.</param>
/// <param name="target">
/// The columns of the target, or the one that has the class; where the network answers at every step, those of each step one behind the other.
/// </param>
/// <param name="classes">The number of classes, where the target is one, counted from 0; otherwise null.</param>
/// <param name="scale">What inputs are divided by.</param>
/// <param name="delimiter">The character between fields.</param>
public sealed class CsvSource(
    string path,
    bool header,
    string rows,
    string inputs,
    int steps,
    string target,
    int? classes = null,
    double scale = 1,
    string delimiter = ",")
    : SequenceSource
{
    /// <summary>Reads the sequences.</summary>
    /// <exception cref="InvalidDataException">
    /// There is no such file, row or column, a field is no number, a part of a step's targets is empty, or the sizes are not the network's.
    /// </exception>
    public override IReadOnlyList<Sequence> Load(Experiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        var table = new CsvTable(path, header, delimiter);
        var (firstRow, count) = table.Rows(rows);
        var (firstInput, inputCount) = table.Columns(inputs);
        var (firstTarget, targetCount) = table.Columns(target);
        CheckSizes(experiment, inputCount, targetCount);
        return [.. Enumerable.Range(firstRow, count).Select(Read)];

        Sequence Read(int row)
        {
            double[] vectors = [.. Enumerable.Range(firstInput, inputCount).Select(column => table.Number(row, column) / scale)];
            return experiment.AnswersAtEveryStep
                ? WithTargets(vectors, table, row, firstTarget, targetCount / steps)
                : new Sequence(vectors, Target(table, row, firstTarget, targetCount));
        }
    }

    private void CheckSizes(Experiment experiment, int inputCount, int targetCount)
    {
        var answers = experiment.AnswersAtEveryStep ? steps : 1;
        if (classes is not null && targetCount != answers)
        {
            throw new InvalidDataException(experiment.AnswersAtEveryStep
                ? $"{path}: the classes of {steps} steps stand in as many columns, and the target '{target}' is {targetCount}."
                : $"{path}: the class stands in one column, and the target '{target}' is {targetCount}.");
        }

        var outputCount = targetCount * (classes ?? 1);
        if (inputCount != steps * experiment.InputSize || outputCount != answers * experiment.OutputSize)
        {
            throw new InvalidDataException(experiment.AnswersAtEveryStep
                ? $"{path}: {inputCount} inputs and {outputCount} outputs in {steps} steps; "
                    + $"the model has {experiment.InputSize} inputs and {experiment.OutputSize} outputs a step."
                : $"{path}: {inputCount} inputs in {steps} steps and {outputCount} outputs; "
                    + $"the model has {experiment.InputSize} inputs a step and {experiment.OutputSize} outputs.");
        }
    }

    // A step whose targets are empty has the weight 0; where none is, the sequence has no weights.
    private Sequence WithTargets(double[] vectors, CsvTable table, int row, int firstTarget, int width)
    {
        var targets = new List<double>();
        var weights = new double[steps];
        for (var step = 0; step < steps; step++)
        {
            var first = firstTarget + (step * width);
            var empty = Enumerable.Range(first, width).Where(column => table.IsEmpty(row, column)).ToArray();
            if (empty.Length > 0 && empty.Length < width)
            {
                throw table.Error(
                    row,
                    empty[0],
                    $"expected a number, or nothing in all of the columns {first + 1}..{first + width}: a step without a target has no loss");
            }

            weights[step] = empty.Length == 0 ? 1 : 0;
            targets.AddRange(empty.Length == 0 ? Target(table, row, first, width) : new double[width * (classes ?? 1)]);
        }

        return new Sequence(vectors, [.. targets], Weights: weights.Contains(0) ? weights : null);
    }

    private double[] Target(CsvTable table, int row, int first, int width) =>
        classes is { } known ? Class(table, row, first, known) : [.. Enumerable.Range(first, width).Select(column => table.Number(row, column))];

    private static double[] Class(CsvTable table, int row, int column, int known)
    {
        var label = table.Number(row, column);
        if (label < 0 || label >= known || label != Math.Floor(label))
        {
            throw table.Error(row, column, $"expected a class from 0 to {known - 1}");
        }

        var vector = new double[known];
        vector[(int)label] = 1;
        return vector;
    }
}
