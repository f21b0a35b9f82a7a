using System.Globalization;
using RnnGen.Checking;
using Spectre.Console;

namespace RnnGen.CommandLine;

/// <summary>Checks an experiment's gradient and writes what came out.</summary>
internal static class GradientReport
{
    public static int Write(Experiment experiment, IAnsiConsole console)
    {
        var result = GradientCheck.Run(experiment);
        var worst = result.Worst;
        console.Plain(string.Create(CultureInfo.InvariantCulture, $"{experiment.Name}: {result.Comparisons} derivatives in {result.Draws} random draws against central differences, eps {GradientCheck.Epsilon}."));
        console.Plain(string.Create(CultureInfo.InvariantCulture, $"{result.Failures} outside np.allclose (rtol {GradientCheck.RelativeTolerance}, atol {GradientCheck.AbsoluteTolerance})."));
        if (result.Retaken > 0)
        {
            console.Plain($"{result.Retaken} differences stepped over a kink, or drowned in the rounding of a large loss, and were taken again with other steps.");
        }

        console.Plain(string.Create(CultureInfo.InvariantCulture, $"The worst: {worst.Parameter.Name}[{worst.Index - worst.Parameter.Offset}] of draw {worst.Draw}, {worst.Gradient:R} against {worst.Numerical:R}, {worst.Excess:P1} of the tolerance."));
        return result.Passed ? ExitCode.Success : ExitCode.CheckFailed;
    }
}
