using RnnGen.Recording;

namespace RnnGen.Data;

/// <summary>
/// What leads from the units of the data's file to those of the network, <c>(value - mean) / deviation</c>, and back. It is written beside the
/// weights, as the arrays <c>data.mean</c> and <c>data.deviation</c>, so that the model's file alone suffices to forecast.
/// </summary>
/// <param name="Mean">The mean of the series, in the units of the file.</param>
/// <param name="Deviation">Its standard deviation, in the units of the file.</param>
/// <example>
/// <code>
/// var normalization = Normalization.FromArrays(NpzFile.Read("weights.npz"))!;
/// predictor.Advance([normalization.Normalize(value)], answer);
/// var forecast = normalization.Restore(answer[0]);
/// </code>
/// </example>
public sealed record Normalization(double Mean, double Deviation)
{
    private const string MeanName = "data.mean";
    private const string DeviationName = "data.deviation";

    /// <summary>A value of the file in the units of the network.</summary>
    public double Normalize(double value) => (value - Mean) / Deviation;

    /// <summary>A value in the units of the network, a forecast for instance, in those of the file.</summary>
    public double Restore(double value) => (value * Deviation) + Mean;

    /// <summary>A distance in the units of the network, an error for instance, in those of the file.</summary>
    public double RestoreDistance(double distance) => distance * Deviation;

    /// <summary>The two numbers as named arrays, to stand beside the parameters in an <c>.npz</c> file.</summary>
    public IEnumerable<NamedArray> ToArrays() => [new(MeanName, [], new[] { Mean }), new(DeviationName, [], new[] { Deviation })];

    /// <summary>
    /// Takes the normalization from named arrays, those of <c>weights.npz</c> for instance; null where the network has the units of its data.
    /// </summary>
    /// <exception cref="InvalidDataException">
    /// One of the two arrays is missing or is no single number, the mean is not finite, or the deviation is not positive.
    /// </exception>
    public static Normalization? FromArrays(IEnumerable<NamedArray> arrays)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        var own = arrays.Where(IsPart).ToDictionary(array => array.Name);
        return own.Count == 0
            ? null
            : new Normalization(
                Number(MeanName, "a finite number", double.IsFinite),
                Number(DeviationName, "a positive number", value => value > 0 && double.IsFinite(value)));

        double Number(string name, string expected, Func<double, bool> holds) =>
            !own.TryGetValue(name, out var array) ? throw new InvalidDataException(
                $"There is no array '{name}' beside '{own.Keys.First()}': a normalization has both.")
            : array.Shape.Count > 0 ? throw new InvalidDataException(
                $"The array '{name}' has the shape [{string.Join(", ", array.Shape)}]; expected a single number, [].")
            : holds(array.Values.Span[0]) ? array.Values.Span[0]
            : throw new InvalidDataException(FormattableString.Invariant($"The array '{name}' is {array.Values.Span[0]}; expected {expected}."));
    }

    /// <summary>Whether an array is one of a normalization, and of no parameter.</summary>
    internal static bool IsPart(NamedArray array) => array.Name is MeanName or DeviationName;
}
