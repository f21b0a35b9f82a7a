using RnnGen.Data;
using RnnGen.Data.Sources;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>Sequences from files: what they are, and what is said where a file is wrong.</summary>
public sealed class SourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rnngen-sources-").FullName;

    // 8 steps of 8 inputs, 10 classes; 22 steps of one input, one output.
    private static readonly Experiment Digits = Get("digits");
    private static readonly Experiment Sunspots = Get("sunspots");

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
    [InlineData("1..2", "1..64", "65", ", row 2, column 65: expected a class from 0 to 9, found 10.")]
    public void A_range_or_a_class_that_there_is_not(string rows, string inputs, string target, string message)
    {
        var row = string.Join(",", Enumerable.Range(0, 64));

        Fails(message, () => Csv($"{row},3\n{row},10\n", rows, inputs, target));
    }

    [Theory]
    [InlineData("1,2\n3\n", ", row 3: expected 2 fields, found 1.")]
    [InlineData("1,2\n3,x\n", ", row 3, column 2: expected a number, found 'x'.")]
    [InlineData("1,2\n3,\n", ", row 3, column 2: expected a number, found ''.")]
    [InlineData("1\n3\n", ", row 2: expected 2 fields, found 1.")]
    [InlineData("1,2\n#3,4\n", ", row 3, column 1: expected a number, found '#3'.")]
    [InlineData("1,2\n3,\"4\n", "series.csv, row 3: ")]
    [InlineData("1,2\n3,NaN\n", ", row 3, column 2: expected a number, found 'NaN'.")]
    public void A_field_that_is_wrong(string rows, string message) => Fails(message, () => Series("A,B\n" + rows, "A..B", "1..2", 2));

    [Theory]
    [InlineData("", " is empty; expected a header and rows.")]
    [InlineData("A,B\n", " has no rows behind its header.")]
    [InlineData("A,B\n1\n2\n", ", row 2: expected 2 fields, found 1.")]
    [InlineData("A,B\n1,2\n\"3,4\n", ", row 3: ")]
    [InlineData("A,B\n1,2\n\"3\"x,4\n", ", row 3: ")]
    public void A_table_that_is_none(string text, string message) => Fails("series.csv" + message, () => Series(text, "A..B", "1..2", 2));

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
        Assert.Equal((4, Math.Sqrt(5)), new SeriesSource(Path.Combine(_folder, "series.csv"), "A..B", true, "1..3", 3, 1, "1..2").Normalization());
    }

    [Fact]
    public void A_series_that_is_too_short_or_does_not_vary()
    {
        Fails(": the rows 1..2 have 4 values; a window and its target need 5.", () => Series("A,B\n1,3\n5,7\n", "A..B", "1..2", window: 4));
        Fails(": the values of the rows 1..2 are all the same.", () => Series("A,B\n1,1\n1,1\n", "A..B", "1..2", window: 2));
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
