using System.Globalization;
using RnnGen.Checking;
using Spectre.Console;

namespace RnnGen.CommandLine;

/// <summary>Checks an experiment's gradient and writes what came out.</summary>
internal static class GradientReport
{
    public static int Write(Experiment experiment, IAnsiConsole console, CancellationToken cancellation)
    {
        try
        {
            var size = GradientCheckSize.Of(experiment);
            var result = Check(experiment, size, console, cancellation);
            Write(experiment, size, result, console);
            return result.Passed ? ExitCode.Success : ExitCode.CheckFailed;
        }
        catch (OperationCanceledException)
        {
            console.Plain("cancelled");
            return ExitCode.Cancelled;
        }
    }

    // Elsewhere than on a terminal a bar would be lines that say nothing later.
    private static GradientCheckResult Check(Experiment experiment, GradientCheckSize size, IAnsiConsole console, CancellationToken cancellation)
    {
        return console.Profile.Out.IsTerminal
            ? console.Progress().AutoClear(true).Start(bars => Run(bars.AddTask("derivatives", maxValue: 1)))
            : Run(null);

        GradientCheckResult Run(IProgress<double>? progress) =>
            GradientCheck.Run(experiment, size.Draws, sequences: size.Sequences, every: size.Every, progress: progress, cancellation: cancellation);
    }

    private static void Write(Experiment experiment, GradientCheckSize size, GradientCheckResult result, IAnsiConsole console)
    {
        var worst = result.Worst;
        console.Plain(string.Create(
            CultureInfo.InvariantCulture,
            $"{experiment.Name}: {result.Comparisons} derivatives in {result.Draws} random draws of {size.Sequences} sequences "
            + $"against central differences, eps {GradientCheck.Epsilon}."));
        if (size != GradientCheckSize.Whole)
        {
            var share = size.Every == 1
                ? $"each of its {experiment.Layout.Length} parameters"
                : $"one in {size.Every} of its {experiment.Layout.Length} parameters, other ones in each";
            console.Plain(
                $"The network is large: {size.Draws} draws instead of {GradientCheckSize.Whole.Draws}, "
                + $"{size.Sequences} sequences a draw instead of {GradientCheckSize.Whole.Sequences}, and in each draw {share}.");
        }

        console.Plain(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Failures} outside np.allclose (rtol {GradientCheck.RelativeTolerance}, atol {GradientCheck.AbsoluteTolerance})."));
        if (result.Retaken > 0)
        {
            console.Plain(
                $"{result.Retaken} differences stepped over a kink, or drowned in the rounding of a large loss, "
                + "and were taken again with other steps.");
        }

        console.Plain(string.Create(
            CultureInfo.InvariantCulture,
            $"The worst: {worst.Parameter.Name}[{worst.Index - worst.Parameter.Offset}] of draw {worst.Draw}, "
            + $"{worst.Gradient:R} against {worst.Numerical:R}, {worst.Excess:P1} of the tolerance."));
    }
}
