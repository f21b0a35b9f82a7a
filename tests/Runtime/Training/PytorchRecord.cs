using System.Globalization;
using Xunit;

namespace RnnGen.Tests.Training;

/// <summary>A block of what record_pytorch.py wrote: a headline and its lines of numbers.</summary>
internal sealed class PytorchRecord
{
    /// <summary>
    /// How far from a recorded number ours may be, relative to its size, or to 1e-3 if it is smaller. Measured: 2.3e-12 at most, where 44
    /// steps have magnified the last bits of a gradient.
    /// </summary>
    private const double Tolerance = 1e-11;

    private static readonly PytorchRecord[] Records = [.. Read()];

    private readonly string _headline;
    private readonly Dictionary<string, string> _arguments;
    private readonly List<(string Label, double[] Numbers)> _lines = [];

    private PytorchRecord(string headline)
    {
        _headline = headline;
        var words = headline.Split(' ');
        (Kind, Name) = (words[0], words[1]);
        _arguments = words[2..].Select(word => word.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
    }

    /// <summary>What is recorded: optimizer, schedule or clipping.</summary>
    public string Kind { get; }

    /// <summary>Which one: sgd.</summary>
    public string Name { get; }

    /// <summary>The lines of numbers, by what stands before them.</summary>
    public IReadOnlyList<(string Label, double[] Numbers)> Lines => _lines;

    /// <summary>The headlines of a kind, as the cases of a theory.</summary>
    public static TheoryData<string> Headlines(string kind) =>
        [.. Records.Where(record => record.Kind == kind).Select(record => record._headline)];

    /// <summary>The different names of a kind.</summary>
    public static IEnumerable<string> Names(string kind) =>
        Records.Where(record => record.Kind == kind).Select(record => record.Name).Distinct();

    /// <summary>The block below a headline.</summary>
    public static PytorchRecord Below(string headline) => Records.Single(record => record._headline == headline);

    /// <summary>The numbers after a label.</summary>
    public double[] Numbers(string label) => _lines.Single(line => line.Label == label).Numbers;

    public bool Has(string argument) => _arguments.ContainsKey(argument);

    public string Text(string argument, string otherwise) => _arguments.GetValueOrDefault(argument, otherwise);

    public double Number(string argument, double otherwise) => Has(argument) ? Number(_arguments[argument]) : otherwise;

    public int Integer(string argument, int otherwise) =>
        Has(argument) ? int.Parse(_arguments[argument], CultureInfo.InvariantCulture) : otherwise;

    public bool Flag(string argument) => Has(argument) && bool.Parse(_arguments[argument]);

    /// <summary>Asserts that numbers are the recorded ones, within the tolerance.</summary>
    public static void AssertClose(ReadOnlySpan<double> recorded, ReadOnlySpan<double> actual, string where)
    {
        Assert.Equal(recorded.Length, actual.Length);
        for (var i = 0; i < recorded.Length; i++)
        {
            var difference = Math.Abs(actual[i] - recorded[i]) / Math.Max(Math.Abs(recorded[i]), 1e-3);
            Assert.True(
                difference <= Tolerance,
                $"{where}, number {i}: PyTorch has {recorded[i]:R}, we have {actual[i]:R}, {difference:E1} off.");
        }
    }

    private static List<PytorchRecord> Read()
    {
        List<PytorchRecord> records = [];
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Training", "pytorch.txt")).Skip(1))
        {
            if (line.StartsWith("optimizer", StringComparison.Ordinal)
                || line.StartsWith("schedule", StringComparison.Ordinal)
                || line.StartsWith("clipping", StringComparison.Ordinal))
            {
                records.Add(new PytorchRecord(line));
            }
            else
            {
                var words = line.Split(' ');
                records[^1]._lines.Add((words[0], [.. words[1..].Select(Number)]));
            }
        }

        return records;
    }

    private static double Number(string text) => text == "nan" ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);
}
