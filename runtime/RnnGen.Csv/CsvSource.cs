namespace RnnGen.Data.Sources;

/// <summary>Sequences from the rows of a CSV file, one a row.</summary>
/// <param name="path">The file, relative to the program's folder.</param>
/// <param name="header">Whether the first row has the columns' names.</param>
/// <param name="rows">The rows, counted from 1 behind the header: <c>1..1000</c>.</param>
/// <param name="inputs">The columns of the inputs, step by step: <c>1..64</c>, or names.</param>
/// <param name="steps">The steps that the inputs are cut into.</param>
/// <param name="target">The columns of the target, or the one that has the class.</param>
/// <param name="classes">The number of classes, where the target is one, counted from 0; otherwise null.</param>
/// <param name="scale">What inputs are divided by.</param>
public sealed class CsvSource(string path, bool header, string rows, string inputs, int steps, string target, int? classes = null, double scale = 1)
{
    /// <summary>Reads the sequences.</summary>
    /// <exception cref="InvalidDataException">There is no such file, row or column, a field is no number, or the sizes are not the network's.</exception>
    public IReadOnlyList<Sequence> Load(Experiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        var table = new CsvTable(path, header);
        var (firstRow, count) = table.Rows(rows);
        var (firstInput, inputCount) = table.Columns(inputs);
        var (firstTarget, targetCount) = table.Columns(target);
        var outputs = classes ?? targetCount;
        if (classes is not null && targetCount != 1)
        {
            throw new InvalidDataException($"{path}: the class stands in one column, and the target '{target}' is {targetCount}.");
        }

        if (inputCount != steps * experiment.InputSize || outputs != experiment.OutputSize)
        {
            throw new InvalidDataException($"{path}: {inputCount} inputs in {steps} steps and {outputs} outputs; the model has {experiment.InputSize} inputs a step and {experiment.OutputSize} outputs.");
        }

        return [.. Enumerable.Range(firstRow, count).Select(row => new Sequence(
            [.. Enumerable.Range(firstInput, inputCount).Select(column => table.Number(row, column) / scale)],
            classes is { } known ? Class(row, known) : [.. Enumerable.Range(firstTarget, targetCount).Select(column => table.Number(row, column))]))];

        double[] Class(int row, int known)
        {
            var label = table.Number(row, firstTarget);
            if (label < 0 || label >= known || label != Math.Floor(label))
            {
                throw new InvalidDataException(FormattableString.Invariant($"{path}, row {row + 1 + (header ? 1 : 0)}, column {firstTarget + 1}: expected a class from 0 to {known - 1}, found {label}."));
            }

            var vector = new double[known];
            vector[(int)label] = 1;
            return vector;
        }
    }
}
