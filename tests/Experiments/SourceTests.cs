using RnnGen.Data;
using RnnGen.Data.Sources;
using RnnGen.Training;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>Sequences from files: what they are, and what is said where a file is wrong.</summary>
public sealed class SourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rnngen-sources-").FullName;

    // 8 steps of 8 inputs, 10 classes; 22 steps of one input, one output.
    private static readonly Experiment Digits = Get("digits");
    private static readonly Experiment Sunspots = Get("sunspots");

    // 4 steps of 2 inputs, 2 outputs at every step.
    private static readonly Experiment EveryStep = SpecCases.Get("every-step");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_row_is_a_sequence_and_a_class_a_vector()
    {
        var row = string.Join(",", Enumerable.Range(0, 64)) + ",3\n";
        var sequence = Assert.Single(Csv(row + row.Replace(",3\n", ",10\n", StringComparison.Ordinal), rows: "1..1"));

        Assert.Equal(Enumerable.Range(0, 64).Select(i => i / 16.0), sequence.Steps);
        Assert.Equal([0, 0, 0, 1, 0, 0, 0, 0, 0, 0], sequence.Target);
    }

    [Theory]
    [InlineData("1..3", "1..64", "65", "has no rows '1..3'; there are 1..2.")]
    [InlineData("0..1", "1..64", "65", "has no rows '0..1'; there are 1..2.")]
    [InlineData("1..2", "1..66", "65", "has no columns '1..66'; there are 1..65.")]
    [InlineData("1..2", "1..64", "label", "has no columns 'label'; there are 1..65.")]
    [InlineData("1..2", "1..63", "65", ": 63 inputs in 8 steps and 10 outputs; the model has 8 inputs a step and 10 outputs.")]
    [InlineData("1..2", "1..64", "64..65", ": the class stands in one column, and the target '64..65' is 2.")]
    [InlineData("1..2", "1..64", "65", ", row 2, column 65: expected a class from 0 to 9, found '10'.")]
    public void A_range_or_a_class_that_there_is_not(string rows, string inputs, string target, string message)
    {
        var row = string.Join(",", Enumerable.Range(0, 64));

        Fails(message, () => Csv($"{row},3\n{row},10\n", rows, inputs, target));
    }

    [Theory]
    [InlineData("1,2\n3\n", ", row 2 behind the header: expected 2 fields, found 1.")]
    [InlineData("1,2\n3,x\n", ", row 2 behind the header, column 2: expected a number, found 'x'.")]
    [InlineData("1,2\n3,\n", ", row 2 behind the header, column 2: expected a number, found ''.")]
    [InlineData("1\n3\n", ", row 1 behind the header: expected 2 fields, found 1.")]
    [InlineData("1,2\n#3,4\n", ", row 2 behind the header, column 1: expected a number, found '#3'.")]
    [InlineData("1,2\n3,\"4\n", "series.csv, row 2 behind the header: ")]
    [InlineData("1,2\n3,NaN\n", ", row 2 behind the header, column 2: expected a number, found 'NaN'.")]
    public void A_field_that_is_wrong(string rows, string message) => Fails(message, () => Series("A,B\n" + rows, "A..B", "1..2", 2));

    [Theory]
    [InlineData("", " is empty; expected a header and rows.")]
    [InlineData("A,B\n", " has no rows behind its header.")]
    [InlineData("A,B\n1\n2\n", ", row 1 behind the header: expected 2 fields, found 1.")]
    [InlineData("A,B\n1,2\n\"3,4\n", ", row 2 behind the header: ")]
    [InlineData("A,B\n1,2\n\"3\"x,4\n", ", row 2 behind the header: ")]
    public void A_table_that_is_none(string text, string message) => Fails("series.csv" + message, () => Series(text, "A..B", "1..2", 2));

    [Fact]
    public void A_row_may_be_long()
    {
        // 64 numbers of 1,000 digits each.
        var row = string.Join(",", Enumerable.Repeat("1." + new string('0', 1_000), 64)) + ",3\n";

        Assert.Equal(2, Csv(row + row, "1..2").Count);
    }

    [Fact]
    public void Empty_lines_at_the_end_are_none()
    {
        Assert.Single(Series("A,B\n1,2\n3,4\n\n \n", "A..B", "1..2", 3));
        Fails(", row 2 behind the header: expected 2 fields, found 1.", () => Series("A,B\n1,2\n\n3,4\n", "A..B", "1..2", 2));
        Fails("has no rows '1..3'; there are 1..2.", () => Series("A\n1\n2\n\n", "A", "1..3", 2));
        Fails(", row 2 behind the header, column 1: expected a number, found ''.", () => Series("A\n1\n\n2\n", "A", "1..3", 2));
    }

    [Theory]
    [InlineData("1..2", "is both names and numbers of columns, and not of the same ones.")]
    [InlineData("1", "is both names and numbers of columns, and not of the same ones.")]
    [InlineData("0..3", "has no columns '0..3'; there are 0, 1, 2.")]
    public void Numbers_that_are_names_of_other_columns(string columns, string message) => Fails(message, () => Series("0,1,2\n1,2,3\n4,5,7\n", columns, "1..2", 1));

    [Theory]
    [InlineData("0,1,2", "0..2", 5)]
    [InlineData("0,1,2", "0..1", 3)]
    [InlineData("0,1,2", "3", 1)]
    [InlineData("1,2,3", "1..2", 3)]
    public void Numbers_that_are_names(string header, string columns, int count) => Assert.Equal(count, Series(header + "\n1,2,3\n4,5,7\n", columns, "1..2", 1).Count);

    [Fact]
    public void The_delimiter_is_what_the_spec_says()
    {
        Assert.Single(Load("A;B\n1;2\n3;4\n", "A..B", ";"));
        Assert.Single(Load("A\tB\n1\t2\n3\t4\n", "A..B", "\t"));
        Assert.Single(Load("A|m3\n1\n2\n3\n4\n", "A|m3", ",", "1..4"));
        Fails("has no columns 'A..B'; there are A;B.", () => Load("A;B\n1;2\n3;4\n", "A..B", ","));
        Fails(": the delimiter is ';;'; expected a character such as ',' or ';'.", () => Load("A;B\n1;2\n3;4\n", "A..B", ";;"));

        IReadOnlyList<Sequence> Load(string text, string columns, string delimiter, string rows = "1..2") =>
            new SeriesSource(Write("series.csv", text), columns, header: true, rows, window: 3, horizon: 1, normalizeByRows: "1..2", delimiter: delimiter).Load(Sunspots);
    }

    [Fact]
    public void Targets_at_every_step_stand_step_by_step()
    {
        // A sequence of no loss at one step, and one of a loss at each.
        var sequences = CsvOfSteps("1,2,3,4,5,6,7,8,10,11,,,14,15, ,\n8,7,6,5,4,3,2,1,20,21,22,23,24,25,26,27\n");

        Assert.Equal([10, 11, 0, 0, 14, 15, 0, 0], sequences[0].Target);
        Assert.Equal([1, 0, 1, 0], sequences[0].Weights);
        Assert.Equal([0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4], sequences[0].Steps);
        Assert.Equal([20, 21, 22, 23, 24, 25, 26, 27], sequences[1].Target);
        Assert.Null(sequences[1].Weights);
    }

    [Fact]
    public void Classes_at_every_step_stand_in_a_column_each()
    {
        var sequence = Assert.Single(CsvOfSteps("1,2,3,4,5,6,7,8,1,,0,1\n", "9..12", classes: 2));

        Assert.Equal([0, 1, 0, 0, 1, 0, 0, 1], sequence.Target);
        Assert.Equal([1, 0, 1, 1], sequence.Weights);
    }

    [Theory]
    [InlineData("1,2,3,4,5,6,7,8,10,,,,14,15,16,17\n", "9..16", null, ", row 1, column 10: expected a number, or nothing in all of the columns 9..10: a step without a target has no loss, found ''.")]
    [InlineData("1,2,3,4,5,6,7,8,10,11,,,14,15,,17\n", "9..16", null, ", row 1, column 15: expected a number, or nothing in all of the columns 15..16: a step without a target has no loss, found ''.")]
    [InlineData("1,2,3,4,5,6,7,8,10,11,x,13,14,15,16,17\n", "9..16", null, ", row 1, column 11: expected a number, found 'x'.")]
    [InlineData("1,2,3,4,5,6,7,,10,11,12,13,14,15,16,17\n", "9..16", null, ", row 1, column 8: expected a number, found ''.")]
    [InlineData("1,2,3,4,5,6,7,8,10,11,12,13,14,15,16\n", "9..15", null, ": 8 inputs and 7 outputs in 4 steps; the model has 2 inputs and 2 outputs a step.")]
    [InlineData("1,2,3,4,5,6,7,8,1,0\n", "9..10", 2, ": the classes of 4 steps stand in as many columns, and the target '9..10' is 2.")]
    [InlineData("1,2,3,4,5,6,7,8,1,0,1,0\n", "9..12", 3, ": 8 inputs and 12 outputs in 4 steps; the model has 2 inputs and 2 outputs a step.")]
    [InlineData("1,2,3,4,5,6,7,8,1,0,2,0\n", "9..12", 2, ", row 1, column 11: expected a class from 0 to 1, found '2'.")]
    [InlineData("1,2,3,4,5,6,7,8,1,0,-1,0\n", "9..12", 2, ", row 1, column 11: expected a class from 0 to 1, found '-1'.")]
    public void Targets_at_every_step_that_are_wrong(string text, string target, int? classes, string message) => Fails("steps.csv" + message, () => CsvOfSteps(text, target, classes));

    [Fact]
    public void A_target_of_the_last_step_is_not_left_out() =>
        Fails(", row 1, column 65: expected a number, found ''.", () => Csv(string.Join(",", Enumerable.Range(0, 64)) + ",\n", "1..1"));

    [Fact]
    public void A_row_trains_as_the_same_row_of_a_spec_does()
    {
        // The row, its weights and all, as the spec has rows of its own.
        var row = Assert.Single(CsvOfSteps("0.5,-1,0.25,2,-0.75,1,1,0.125,1,0,,,0,1,,\n"));
        var inline = new Sequence([0.25, -0.5, 0.125, 1, -0.375, 0.5, 0.5, 0.0625], [1, 0, 7, 7, 0, 1, 7, 7], Weights: [1, 0, 1, 0]);
        var settings = EveryStep.Settings with { Epochs = 5 };

        Assert.Equal(Trainer.Train(new VariantOf(EveryStep, [inline]), settings).Final.Values, Trainer.Train(new VariantOf(EveryStep, [row]), settings).Final.Values);
    }

    [Fact]
    public void A_file_that_there_is_not() => Fails("There is no data file", () => new CsvSource("none.csv", true, "1..1", "1", 1, "2").Load(Digits));

    [Fact]
    public void Windows_of_a_series_are_normalised_by_the_rows_of_the_training()
    {
        // Row by row 1 3 5 7 9 11; the first two rows have the mean 4 and the standard deviation sqrt(5).
        var sequences = Series("A,B\n1,3\n5,7\n9,11\n", "A..B", "1..3", window: 3, horizon: 2);

        double[] normalised = [.. new double[] { 1, 3, 5, 7, 9, 11 }.Select(value => (value - 4) / Math.Sqrt(5))];
        Assert.Equal(2, sequences.Count);
        Assert.Equal(normalised[..3], sequences[0].Steps);
        Assert.Equal([normalised[4]], sequences[0].Target);
        Assert.Equal(normalised[1..4], sequences[1].Steps);
        Assert.Equal([normalised[5]], sequences[1].Target);
        Assert.Equal(new Normalization(4, Math.Sqrt(5)), new SeriesSource(Path.Combine(_folder, "series.csv"), "A..B", true, "1..3", 3, 1, "1..2").Normalization());
    }

    [Fact]
    public void A_series_is_normalised_by_another_file_where_it_says_so()
    {
        var other = Write("other.csv", "x,A\n9,10\n9,14\n");
        var sequences = new SeriesSource(Write("series.csv", "A\n8\n12\n16\n"), "A", header: true, "1..3", window: 2, horizon: 1, normalizeByRows: "1..2", normalizeByPath: other).Load(Sunspots);

        Assert.Equal([-2, 0], Assert.Single(sequences).Steps);
        Assert.Equal([2], sequences[0].Target);
        Fails("other.csv has no rows '1..3'; there are 1..2.", () => new SeriesSource(Path.Combine(_folder, "series.csv"), "A", true, "1..3", 2, 1, "1..3", other).Load(Sunspots));
    }

    [Fact]
    public void At_every_step_the_target_is_what_comes_some_steps_later()
    {
        var path = Write("series.csv", "A,B\n1,3\n5,7\n9,11\n");
        var sequences = new SeriesSource(path, "A..B", header: true, "1..3", window: 3, horizon: 2, normalizeByRows: "1..2").Load(SpecCases.Get("every-step"));

        double[] normalised = [.. new double[] { 1, 3, 5, 7, 9, 11 }.Select(value => (value - 4) / Math.Sqrt(5))];
        Assert.Equal([normalised[..3], normalised[1..4]], sequences.Select(sequence => sequence.Steps));
        Assert.Equal([normalised[2..5], normalised[3..]], sequences.Select(sequence => sequence.Target));
    }

    [Theory]
    [InlineData(1, 0, 1, 2, 3, 4)]
    [InlineData(2, 0, 2, 4)]
    [InlineData(3, 0, 3)]
    [InlineData(4, 0, 4)]
    [InlineData(5, 0)]
    public void Windows_of_a_series_start_a_stride_behind_one_another(int stride, params int[] starts)
    {
        // 8 values: the last window that has a target starts at the fifth.
        var path = Write("series.csv", "A,B\n1,3\n5,7\n9,11\n13,15\n");
        var sequences = new SeriesSource(path, "A..B", header: true, "1..4", window: 3, horizon: 1, normalizeByRows: "1..2", stride: stride).Load(Sunspots);

        double[] normalised = [.. Enumerable.Range(0, 8).Select(i => ((2 * i) - 3) / Math.Sqrt(5))];
        Assert.Equal([.. starts.Select(start => normalised[start..(start + 3)])], sequences.Select(sequence => sequence.Steps));
        Assert.Equal([.. starts.Select(start => normalised[start + 3])], sequences.Select(sequence => Assert.Single(sequence.Target)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_stride_is_a_step_or_more(int stride) => Assert.Throws<ArgumentOutOfRangeException>(
        () => new SeriesSource("series.csv", "A", header: true, "1..4", window: 3, horizon: 1, normalizeByRows: "1..2", stride: stride));

    [Fact]
    public void A_series_that_is_too_short_or_does_not_vary()
    {
        Fails(": the rows 1..2 have 4 values; a window and its target need 5.", () => Series("A,B\n1,3\n5,7\n", "A..B", "1..2", window: 4));
        Fails(": the values of the rows 1..2 are all the same.", () => Series("A,B\n1,1\n1,1\n", "A..B", "1..2", window: 2));
        Fails(": the values of the rows 1..2 are too large for a mean and a standard deviation.", () => Series("A,B\n1e308,1e308\n1,1\n", "A..B", "1..2", window: 2));
        Fails(": the values of the rows 1..2 are too large for a mean and a standard deviation.", () => Series("A,B\n1e200,1\n1,1\n", "A..B", "1..2", window: 2));
    }

    [Fact]
    public void Windows_of_a_text_predict_the_next_character()
    {
        // Four symbols, windows of four; of the last two one is left out, since no character stands behind it.
        var sequences = Text("xabc\r\nabcabcabx", "2..13");

        Assert.Equal(["abc\n", "abca"], sequences.Select(sequence => sequence.Text));
        Assert.Equal([0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0], sequences[0].Steps);
        Assert.Equal([0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0], sequences[0].Target);
    }

    [Theory]
    [InlineData("ab\r\nax", "1..5", ", line 2, column 2: expected a character of the alphabet \"\\nabc\", found \"x\".")]
    [InlineData("\tabcd", "1..5", ", line 1, column 1: expected a character of the alphabet \"\\nabc\", found \"\\t\".")]
    [InlineData("abcabca", "1..8", "'1..8' is not a range of characters such as 1..7.")]
    [InlineData("abcabca", "2..5", ": the characters 2..5 are 4; a window and the character behind it are 5.")]
    public void A_text_that_is_wrong(string text, string characters, string message) => Fails(message, () => Text(text, characters));

    [Fact]
    public void A_text_that_is_not_in_UTF_8()
    {
        var path = Path.Combine(_folder, "latin.txt");
        File.WriteAllBytes(path, [0x61, 0xE4, 0x61]);

        Fails("latin.txt is not a text in UTF-8: ", () => TextSource.Read(path));
    }

    private static Experiment Get(string name) => global::Experiments.ExperimentCatalog.All.Single(experiment => experiment.Name == name);

    private static void Fails(string message, Action load) => Assert.Contains(message, Assert.Throws<InvalidDataException>(load).Message, StringComparison.Ordinal);

    private IReadOnlyList<Sequence> Csv(string text, string rows, string inputs = "1..64", string target = "65") =>
        new CsvSource(Write("table.csv", text), header: false, rows, inputs, steps: 8, target, classes: 10, scale: 16).Load(Digits);

    private IReadOnlyList<Sequence> CsvOfSteps(string text, string target = "9..16", int? classes = null) =>
        new CsvSource(Write("steps.csv", text), header: false, "1.." + text.Count(character => character == '\n'), "1..8", steps: 4, target, classes, scale: 2).Load(EveryStep);

    private IReadOnlyList<Sequence> Series(string text, string columns, string rows, int window, int horizon = 1) =>
        new SeriesSource(Write("series.csv", text), columns, header: true, rows, window, horizon, normalizeByRows: "1..2").Load(Sunspots);

    private IReadOnlyList<Sequence> Text(string text, string characters) => new TextSource(Write("text.txt", text), characters).Load(Letters.Experiment);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
