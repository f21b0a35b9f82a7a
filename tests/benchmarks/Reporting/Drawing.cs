using System.Text;
using OxyPlot;

namespace RnnGen.Benchmarks.Reporting;

/// <summary>What figures share.</summary>
internal static class Drawing
{
    /// <summary>An empty figure.</summary>
    public static PlotModel Figure(string title) =>
        new() { Title = title, Background = OxyColors.White, DefaultFont = "Helvetica, Arial, sans-serif", Padding = new OxyThickness(8, 16, 16, 12) };

    /// <summary>Draws a figure.</summary>
    public static string ToSvg(this PlotModel figure)
    {
        using var stream = new MemoryStream();
        new SvgExporter { Width = 720, Height = 440, UseVerticalTextAlignmentWorkaround = true }.Export(figure, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
