using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Benchmarks.Building;
using RnnGen.Benchmarks.Measuring;
using RnnGen.Benchmarks.Networks;
using RnnGen.Benchmarks.Reporting;
using RnnGen.Generator;
using RnnGen.Testing;

namespace RnnGen.Benchmarks.Sections;

/// <summary>What the generator costs: alone over many specs, and <c>dotnet build</c> against the length of the sequences.</summary>
internal static class BuildSection
{
    private static readonly int[] Counts = [1, 100, 1000];
    private static readonly int[] Lengths = [4, 64, 1024];

    /// <summary>The most turns of a build.</summary>
    private const int MostBuilds = 5;

    public static void Run(Contest contest, Report report)
    {
        Generator(contest, report);
        Builds(contest, report);
    }

    private static void Generator(Contest contest, Report report)
    {
        var seed = RepositorySpecs.Get("count-letter-a").Text;
        var results = contest.Run(Counts.Select(Contestant));
        var table = new ResultTable("The generator over copies of the seed's spec, all of them new", ["", "time", "a spec"]);
        for (var i = 0; i < Counts.Length; i++)
        {
            table.Add(results[i].Name, Figures.Time(results[i].Median), Figures.Time(results[i].Median / Counts[i]));
        }

        report.Add(table);

        Contestant Contestant(int count)
        {
            SpecText[] specs = [.. Enumerable.Range(0, count).Select(i => new SpecText($"letter-{i}.yaml", seed))];
            return new Contestant(count == 1 ? "1 spec" : $"{count:#,0} specs", () => Time(specs));
        }
    }

    private static void Builds(Contest contest, Report report)
    {
        var table = new ResultTable("dotnet build of a project with one spec", ["layer", .. Lengths.Select(length => $"T = {length}"), "T = 1,024 against 4"]);
        var worst = 0.0;
        foreach (var (cell, size, layers) in new[] { ("elman", 2, 1), ("gru", 16, 1), ("lstm", 16, 1), ("lstm-layernorm", 16, 1), ("lstm", 16, 4) })
        {
            AddRow($"{cell} {size}{(layers == 1 ? "" : $", {layers} layers")}", length => new Network(cell, size, length, Layers: layers).Spec(contest.Folder));
        }

        AddRow("lstm 16 in both directions, lengths that differ", length => InBothDirections(new Network("lstm", 16, length).Spec(contest.Folder)));

        report.Add(table);
        report.Add(new Target("build, T = 1,024 against T = 4, the most", worst, 2, 1.5, Figures.Ratio));

        void AddRow(string name, Func<int, SpecText> spec)
        {
            var results = contest.Run(Lengths.Select(spec).Select(text => new Contestant(text.Path, new Consumer(contest.Folder, text).Rebuild)), MostBuilds);
            var growth = results[^1].RatioTo(results[0]);
            worst = Math.Max(worst, growth);
            table.Add([name, .. results.Select(result => Figures.Time(result.Median)), Figures.Ratio(growth)]);
        }
    }

    private static SpecText InBothDirections(SpecText spec) => new(
        "both-" + spec.Path,
        Regex.Replace(spec.Text, @"(?<key>sequence_length: )(?<length>\d+)", "${key}{ max: ${length} }").Replace("{ cell: lstm, ", "{ cell: lstm, direction: bidirectional, ", StringComparison.Ordinal));

    // As the compiler does: without the record of all steps that tests ask for, which takes quadratic time.
    private static double Time(IEnumerable<SpecText> specs)
    {
        var start = Stopwatch.GetTimestamp();
        CSharpGeneratorDriver.Create([new ExperimentGenerator().AsSourceGenerator()], specs, GeneratorRun.ParseOptions, new SpecOptions())
            .RunGenerators(GeneratorRun.Compilation());
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }
}
