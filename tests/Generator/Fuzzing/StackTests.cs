using Microsoft.CodeAnalysis;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>Compilers and editors run generators on threads with a megabyte of stack, and die where it overflows: what is as long or as deep as the language allows takes less than half of it.</summary>
public class StackTests
{
    private const int Stack = 448 * 1024;

    /// <summary>Equations at the limits of the parser, in which <c>q</c> is a state plus an input, and many equations that read one another.</summary>
    public static TheoryData<string, string> Equations { get; } = new()
    {
        { "a sum", $"s = q{Repeat(" + z", 490)}" },
        { "a difference", $"s = q{Repeat(" - z", 490)}" },
        { "a sum of products", $"s = q{Repeat(" + z * q", 245)}" },
        { "a product", $"s = q{Repeat(" * z", 490)}" },
        { "a product of sums", $"s = q{Repeat(" * (q + z)", 150)}" },
        { "a quotient", $"s = q{Repeat(" / z", 490)}" },
        { "quotients in quotients", $"s = {Nested("q / (2 + ", 98)}" },
        { "roots in roots", $"s = {Nested("sqrt(q * z + ", 98)}" },
        { "functions in functions", $"s = {Nested("tanh(q + ", 98)}" },
        { "a square of a product", $"s = square(q{Repeat(" * z", 490)})" },
        { "signs", $"s = q + {Repeat("-", 99)}z" },
        { "a line that reads the line before", $"q0 = q + z\n{Lines(800, line => $"q{line} = 2 / (1 + q{line - 1})")}s = q800" },
        { "a value with many readers", $"q0 = q\n{Lines(20, line => $"q{line} = q{line - 1}{Repeat(" + z", 240)}")}s = q20" },
    };

    [Theory]
    [MemberData(nameof(Equations))]
    public void Equations_do_not_overflow_a_small_stack(string what, string equations)
    {
        var files = Generated(Spec.WithStep($"z = x @ Wxh\nq = s_prev @ Whh + z\n{equations}").With("        options: { activation: tanh }\n", "")).GeneratedSources;

        Assert.True(files.Length == 7, $"{what} has {files.Length} files");
    }

    [Theory]
    [InlineData(120, "")]
    [InlineData(4096, "RNN022")]
    public void Sums_of_spelled_out_units_do_not_overflow_a_small_stack(int inputs, string error)
    {
        var spec = Spec.WithStep("s = tanh(x @ Wa + x @ Wb + x @ Wc + x @ Wd + s_prev * u)")
            .With("        options: { activation: tanh }\n", "")
            .With("size: 2\n", "size: 1\n")
            .With("Wxh: [input, size]\n", "Wa: [input, size]\n          Wb: [input, size]\n          Wc: [input, size]\n          Wd: [input, size]\n")
            .With("Whh: [size, size]", "u: [size]")
            .With("input_size: 3", FormattableString.Invariant($"input_size: {inputs}\n  units: spelled_out"));
        spec = spec[..spec.IndexOf("data:", StringComparison.Ordinal)] + "data: { train: { name: npz, path: a.npz, inputs: x, targets: y } }\n" + spec[spec.IndexOf("training:", StringComparison.Ordinal)..];

        Assert.Equal(error, string.Concat(Generated(spec).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.Id)));
    }

    private static GeneratorRunResult Generated(string spec)
    {
        GeneratorRunResult result = default;
        var thread = new Thread(() => result = GeneratorRun.Run(Spec.File("deep", spec)), Stack);
        thread.Start();
        thread.Join();
        Assert.Null(result.Exception);
        return result;
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Nested(string opening, int count) => Repeat(opening, count) + "z" + Repeat(")", count);

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(1, count).Select(index => line(index) + "\n"));
}
