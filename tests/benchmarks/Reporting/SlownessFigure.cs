using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace RnnGen.Benchmarks.Reporting;

/// <summary>How many times as long as RnnGen peers take, over the units of a layer.</summary>
internal sealed class SlownessFigure
{
    private readonly SortedDictionary<string, List<DataPoint>> _lines = new(StringComparer.Ordinal);

    /// <summary>Whether there is nothing to draw.</summary>
    public bool IsEmpty => _lines.Count == 0;

    /// <summary>Adds a point.</summary>
    public void Add(string line, int units, double ratio)
    {
        if (!_lines.TryGetValue(line, out var points))
        {
            _lines[line] = points = [];
        }

        points.Add(new DataPoint(units, ratio));
    }

    /// <summary>Draws it.</summary>
    public string ToSvg()
    {
        var model = Drawing.Figure("Time of a training step, RnnGen = 1");
        model.Axes.Add(new LogarithmicAxis { Position = AxisPosition.Bottom, Title = "units", AxisTitleDistance = 12, Base = 2, MajorGridlineStyle = LineStyle.Solid });
        model.Axes.Add(new LogarithmicAxis { Position = AxisPosition.Left, Title = "times as slow", AxisTitleDistance = 12, Minimum = Math.Min(1, _lines.Values.SelectMany(points => points).Min(point => point.Y)), MajorGridlineStyle = LineStyle.Solid });

        // The exporter takes texts for smaller than they are, and cuts the legend off where it believes that they end.
        model.Legends.Add(new Legend { LegendPosition = LegendPosition.RightTop, LegendLineSpacing = 6, LegendPadding = 36, LegendMargin = 0 });
        foreach (var (name, points) in _lines)
        {
            var series = new LineSeries { Title = name, MarkerType = MarkerType.Circle, LineStyle = name.StartsWith("NumPy", StringComparison.Ordinal) ? LineStyle.Dash : LineStyle.Solid };
            series.Points.AddRange(points);
            model.Series.Add(series);
        }

        return model.ToSvg();
    }
}
