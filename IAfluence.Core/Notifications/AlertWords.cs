using System.Globalization;

namespace IAfluence.Core.Notifications;

/// <summary>Formats the common parts of alert e-mails: times, amounts, links and the footer.</summary>
public sealed class AlertWords(MailLinks links, TimeProvider time)
{
    private const decimal MicrosPerDollar = 1_000_000m;

    /// <summary>Formats an instant in the machine's time zone, with the zone's name.</summary>
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

    /// <summary>Why the recipient gets the e-mail, and where to change that.</summary>
    public IReadOnlyList<string> Footer(string language) =>
        [MailTexts.Get(language, "Footer.Why"), MailTexts.Get(language, "Footer.Choose", links.To(pages => pages.Account))];
}
