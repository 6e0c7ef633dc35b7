using System.Globalization;

namespace IAfluence.Web.Shell;

/// <summary>Formats amounts, durations and counts in the current culture.</summary>
public static class Amounts
{
    private const decimal MicrosPerDollar = 1_000_000m;

    /// <summary>Dollars with two to six decimals: $12.40, 0,000123 $.</summary>
    public static string Dollars(long micros)
    {
        var culture = CultureInfo.CurrentCulture;
        var number = (micros / MicrosPerDollar).ToString(micros == 0 ? "0" : "#,##0.00####", culture);
        return culture.TwoLetterISOLanguageName == "fr" ? $"{number}\u00a0$" : $"${number}";
    }

    /// <summary>Dollars rounded to cents, for totals; less than a cent is shown as "&lt; $0.01".</summary>
    public static string DollarsRounded(long micros) => micros switch
    {
        0 => Dollars(0),
        < 10_000 => $"<\u00a0{Dollars(10_000)}",
        _ => Dollars((micros + 5_000) / 10_000 * 10_000),
    };

    /// <summary>480 ms, 1.4 s, 2 min 5 s.</summary>
    public static string Duration(TimeSpan duration)
    {
        var culture = CultureInfo.CurrentCulture;
        if (duration < TimeSpan.FromSeconds(0.9995))
            return string.Create(culture, $"{Math.Round(duration.TotalMilliseconds):0}\u00a0ms");
        if (duration < TimeSpan.FromMinutes(1))
            return string.Create(culture, $"{duration.TotalSeconds:0.0}\u00a0s");
        return string.Create(culture, $"{(long)duration.TotalMinutes}\u00a0min {duration.Seconds}\u00a0s");
    }

    public static string Count(long count) => count.ToString("#,##0", CultureInfo.CurrentCulture);
}
