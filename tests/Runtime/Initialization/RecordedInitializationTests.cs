using System.Globalization;
using RnnGen.Initialization;
using RnnGen.Tests.Randomness;
using Xunit;

namespace RnnGen.Tests.Initialization;

/// <summary>Initializers against PyTorch's on the same random numbers, recorded by record_initialization.py.</summary>
public class RecordedInitializationTests
{
    private static readonly string[][] Rows = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Initialization", "initialization.csv")).Skip(1).Select(line => line.Split(','))];

    [Fact]
    public void An_orthogonal_matrix_is_pytorchs() => Check("orthogonal", 9, arguments => new Orthogonal(arguments[0]), 1e-14);

    // PyTorch takes its quantiles by way of probabilities, which costs digits far from the mean.
    [Fact]
    public void Truncated_normals_are_pytorchs() => Check("truncated_normal", 5, arguments => new TruncatedNormal(arguments[0], arguments[1], arguments[2], arguments[3]), 2e-14);

    private static void Check(string name, int count, Func<double[], Initializer> create, double tolerance)
    {
        var rows = Rows.Where(row => row[0] == name).ToArray();
        Assert.Equal(count, rows.Length);
        Assert.All(rows, row =>
        {
            var parameter = new ParameterInfo("W", NumpyRecords.Integers(row[2]));
            var values = new double[parameter.Length];
            create([.. row[3].Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))]).Fill(values, parameter, NumpyRecords.Seeded(row[1]));

            Assert.Equal(row[4].Split(' ').Select(NumpyRecords.Double), values, (expected, actual) => Math.Abs(expected - actual) <= tolerance);
        });
    }
}
