using System.Globalization;
using RnnGen.Accuracy;
using RnnGen.Benchmarks.Functions;
using RnnGen.Benchmarks.Measuring;
using RnnGen.Benchmarks.Reporting;
using RnnGen.Numerics;

namespace RnnGen.Benchmarks.Sections;

/// <summary>The elementary functions, in both precisions.</summary>
internal static class FunctionsSection
{
    private static readonly string[] Precisions = ["float64", "float32"];

    public static void Run(Contest contest, Report report)
    {
        var results = contest.Run(ElementaryFunction.All.SelectMany(function => Precisions.Select(precision => (Peer.RnnGen, FunctionBlock.Workload(function, precision)))));
        var times = ElementaryFunction.All.Zip(results.Chunk(Precisions.Length), (function, measured) => (function.Name, Each: measured.Select(result => result.Median / FunctionBlock.Length).ToArray())).ToArray();
        var table = new ResultTable(
            string.Create(CultureInfo.InvariantCulture, $"The elementary functions: a number in blocks of {FunctionBlock.Length:#,0}, registers of {(int)Lanes.Width} bits, one thread"), ["", .. Precisions]);
        foreach (var (name, each) in times)
        {
            table.Add([name, .. each.Select(Figures.Time)]);
        }

        report.Add(table);
        if (Lanes.Width == LaneWidth.Bits512)
        {
            report.Add(new Target("tanh and sigmoid, float64, 512 bits, a number, the most", times.Where(time => time.Name is "tanh" or "sigmoid").Max(time => time.Each[0]), 1.4, 1.0, Figures.Time));
        }
    }
}
