using System.Globalization;

namespace RnnGen.Tests.Recording;

/// <summary>
/// Until disposed, numbers are written as in Germany (<c>1.234,5</c>), with Sweden's minus sign (U+2212).
/// </summary>
/// <remarks>
/// It is made by hand, because the tests run with <c>InvariantGlobalization</c>, which knows no culture but one.
/// </remarks>
internal sealed class ForeignCulture : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public ForeignCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.NumberFormat.NaNSymbol = "nichts";
        culture.NumberFormat.PositiveInfinitySymbol = "\u221E";
        CultureInfo.CurrentCulture = culture;
    }

    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
