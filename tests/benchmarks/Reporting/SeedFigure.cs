using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace RnnGen.Benchmarks.Reporting;

/// <summary>How many times as long as RnnGen peers take for an epoch of the seed: a bar each, to the left of 1 where they take less.</summary>
internal sealed class SeedFigure
{
    private readonly List<(string Peer, double Ratio)> _bars = [];

    /// <summary>Whether there is nothing to draw.</summary>
    public bool IsEmpty => _bars.Count == 0;

    /// <summary>Adds a bar below the others.</summary>
    public void Add(string peer, double ratio) => _bars.Add((peer, ratio));

    /// <summary>Draws it.</summary>
    public string ToSvg()
    {
        var figure = Drawing.Figure("Time of an epoch of the seed, RnnGen = 1");

        // The exporter takes texts for smaller than they are, and would leave them too little room.
        figure.PlotMargins = new OxyThickness(190, double.NaN, double.NaN, double.NaN);
        var peers = new CategoryAxis { Position = AxisPosition.Left, StartPosition = 1, EndPosition = 0, GapWidth = 0.5 };
        var bars = new BarSeries { BaseValue = 1 };
        foreach (var (peer, ratio) in _bars)
        {
            peers.Labels.Add($"{peer}: {Figures.Ratio(ratio)}");
            bars.Items.Add(new BarItem(ratio));
        }

        figure.Axes.Add(peers);
        figure.Axes.Add(new LogarithmicAxis
        {
            Position = AxisPosition.Bottom,
            Title = "times as slow",
            AxisTitleDistance = 12,
            Minimum = Math.Min(0.5, _bars.Min(bar => bar.Ratio)),
            MajorGridlineStyle = LineStyle.Solid,
        });
        figure.Series.Add(bars);
        return figure.ToSvg();
    }
}
