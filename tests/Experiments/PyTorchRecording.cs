using System.Globalization;
using RnnGen.Training;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>What PyTorch recorded of a training: its losses, and in a file beside them its final weights.</summary>
internal static class PyTorchRecording
{
    /// <summary>The epochs of every recording.</summary>
    public const int Epochs = 60;

    private const double Tolerance = 1e-9;

    /// <summary>Compares a training with a recording.</summary>
    /// <param name="path">The file of the losses without its ending.</param>
    /// <param name="run">The training.</param>
    public static void AssertSame(string path, TrainingRun run)
    {
        var losses = File.ReadLines(path + ".csv").Skip(1).Select(line => Number(line.Split(',')[1])).ToArray();
        var weights = File.ReadLines(path + ".weights.csv").Select(line => line.Split(',')).ToDictionary(words => words[0], words => Numbers(words.Skip(1)));

        AssertSame(losses, weights, run);
    }

    /// <summary>Compares a training with the losses and the final weights of a recording, these by the names of their parameters.</summary>
    public static void AssertSame(double[] losses, IReadOnlyDictionary<string, double[]> weights, TrainingRun run)
    {
        Assert.Equal(Epochs, losses.Length);
        AssertClose("losses", losses, run.Losses);
        Assert.Equal(run.Final.Layout.Select(parameter => parameter.Name).Order(StringComparer.Ordinal), weights.Keys.Order(StringComparer.Ordinal));
        Assert.All(weights, parameter => AssertClose(parameter.Key, parameter.Value, run.Final[parameter.Key].ToArray()));
    }

    /// <summary>The numbers of a line.</summary>
    public static double[] Numbers(IEnumerable<string> words) => [.. words.Select(Number)];

    private static void AssertClose(string name, double[] expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        for (var i = 0; i < expected.Length; i++)
        {
            var off = Math.Abs(actual[i] - expected[i]) / Math.Max(Math.Abs(expected[i]), 1e-3);
            Assert.True(off <= Tolerance, $"{name}: number {i} is {off:E1} off");
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
