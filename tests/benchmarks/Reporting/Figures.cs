using System.Globalization;

namespace RnnGen.Benchmarks.Reporting;

/// <summary>How numbers are shown: three digits.</summary>
internal static class Figures
{
    /// <summary>A time, from nanoseconds to seconds.</summary>
    public static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1e3 => $"{Digits(nanoseconds)} ns",
        < 1e6 => $"{Digits(nanoseconds / 1e3)} us",
        < 1e9 => $"{Digits(nanoseconds / 1e6)} ms",
        _ => $"{Digits(nanoseconds / 1e9)} s",
    };

    /// <summary>A ratio.</summary>
    public static string Ratio(double ratio) => $"{Digits(ratio)}x";

    /// <summary>A share in percent.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} %");

    /// <summary>Milliseconds, from nanoseconds.</summary>
    public static string Milliseconds(double nanoseconds) => $"{Digits(nanoseconds / 1e6)} ms";

    private static string Digits(double value) => value.ToString(value switch { < 10 => "0.00", < 100 => "0.0", _ => "#,0" }, CultureInfo.InvariantCulture);
}
