using System.Globalization;

namespace IAfluence.Core.Notifications;

/// <summary>What the e-mails of alerts have in common: instants, sums, where to look, and how to get them no more.</summary>
public sealed class AlertWords(MailLinks links, TimeProvider time)
{
    private const decimal MicrosPerDollar = 1_000_000m;

    /// <summary>In the machine's time zone, which it names: who gets it may be anywhere.</summary>
    public string Instant(DateTimeOffset at, string language)
    {
        var zone = time.LocalTimeZone;
        var culture = CultureInfo.GetCultureInfo(language);
        return $"{TimeZoneInfo.ConvertTime(at, zone).ToString(language == "fr" ? "d MMMM yyyy 'à' HH:mm" : "d MMMM yyyy, HH:mm", culture)} ({(zone.HasIanaId && zone.Id != "Etc/UTC" ? zone.Id : "UTC")})";
    }

    public static string Duration(TimeSpan duration, string language) => duration < TimeSpan.FromHours(1)
        ? MailTexts.Get(language, "Duration.Minutes", Math.Max(1, (int)Math.Round(duration.TotalMinutes)))
        : MailTexts.Get(language, "Duration.Hours", (int)duration.TotalHours, duration.Minutes);

    public static string Dollars(long micros, string language)
    {
        var number = (micros / MicrosPerDollar).ToString("#,##0.00", CultureInfo.GetCultureInfo(language));
        return language == "fr" ? $"{number}\u00a0$" : $"${number}";
    }

    public MailLink Incidents(string language) => new(MailTexts.Get(language, "Link.Incidents"), links.To(pages => pages.Incidents));

    /// <summary>Why one gets it, and where one chooses.</summary>
    public IReadOnlyList<string> Footer(string language) =>
        [MailTexts.Get(language, "Footer.Why"), MailTexts.Get(language, "Footer.Choose", links.To(pages => pages.Account))];
}
