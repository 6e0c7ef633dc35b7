using System.Globalization;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Running;

namespace IAfluence.Web.WidgetApi;

/// <summary>What the server says to visitors, in their language.</summary>
public static class VisitorTexts
{
    private const string AnythingElse = "unavailable";

    /// <summary>The sentence for a code; the chatbot's own apology where no model could answer, its off-message where a quota is used up.</summary>
    public static string Of(string code, string locale, ChatbotSettings? settings)
    {
        if (code == ReplyErrors.NoModelAvailable && settings?.Apology?.In(locale, settings.FirstLanguage) is { } apology)
            return apology;
        if (code == ReplyErrors.QuotaExceeded && settings?.OffMessage?.In(locale, settings.FirstLanguage) is { } offMessage)
            return offMessage;
        return VisitorLanguages.TextOrNull(locale, code, settings) ?? Text(locale, AnythingElse, settings);
    }

    /// <summary>One of the texts that are no refusals.</summary>
    /// <param name="locale">The visitor's language.</param>
    /// <param name="name">As its file has it.</param>
    /// <param name="settings">The chatbot's, for the form of address; null before it is known, and for texts that address nobody.</param>
    public static string Text(string locale, string name, ChatbotSettings? settings = null) =>
        VisitorLanguages.TextOrNull(locale, name, settings) ?? throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such text.");

    /// <summary>Until when the team answers, or from when on.</summary>
    public static string OfHours(HoursStanding standing, DateTime now, string locale)
    {
        if (standing.ChangesAt is not { } at)
            return Text(locale, standing.Open ? "open_always" : "closed");
        var culture = VisitorLanguages.CultureOf(locale);
        var time = TimeOf(at, locale, culture);
        if (standing.Open)
            return string.Format(culture, Text(locale, "open_until"), time);
        var when = (at.Date - now.Date).Days switch
        {
            0 => string.Format(culture, Text(locale, "at_time"), time),
            1 => string.Format(culture, Text(locale, "at_day"), Text(locale, "tomorrow"), time),
            _ => string.Format(culture, Text(locale, "at_day"), culture.DateTimeFormat.GetDayName(at.DayOfWeek), time),
        };
        return string.Format(culture, Text(locale, "closed_until"), when);
    }

    // French writes 18 h and 18 h 30; midnight at a day's end is told as such a time too.
    private static string TimeOf(DateTime at, string locale, CultureInfo culture) => locale == "fr"
        ? string.Create(culture, $"{at.Hour}\u00a0h{(at.Minute == 0 ? "" : string.Create(culture, $"\u00a0{at.Minute:00}"))}")
        : at.ToString("t", culture);
}
