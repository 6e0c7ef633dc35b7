using System.Globalization;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Running;

namespace IAfluence.Web.WidgetApi;

/// <summary>The server's messages to visitors, in their language.</summary>
public static class VisitorTexts
{
    private const string DefaultMessage = "unavailable";

    /// <summary>The message for a code. The chatbot's apology and off-message replace the product's texts.</summary>
    public static string Of(string code, string locale, ChatbotSettings? settings)
    {
        if (code == ReplyErrors.NoModelAvailable && settings?.Apology?.In(locale, settings.FirstLanguage) is { } apology)
            return apology;
        if (code == ReplyErrors.QuotaExceeded && settings?.OffMessage?.In(locale, settings.FirstLanguage) is { } offMessage)
            return offMessage;
        return VisitorLanguages.TextOrNull(locale, code, settings) ?? Text(locale, DefaultMessage, settings);
    }

    /// <summary>A text that is not an error message.</summary>
    /// <param name="name">The name in the text file.</param>
    /// <param name="settings">
    /// The chatbot's settings, for the form of address; null when the chatbot is not known or the text does not address the visitor.
    /// </param>
    public static string Text(string locale, string name, ChatbotSettings? settings = null) =>
        VisitorLanguages.TextOrNull(locale, name, settings) ?? throw new ArgumentOutOfRangeException(nameof(name), name, "The text does not exist.");

    /// <summary>Says until when the team is available, or when it is available again.</summary>
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

    // French writes 18 h and 18 h 30; midnight at the end of a day is written the same way.
    private static string TimeOf(DateTime at, string locale, CultureInfo culture) => locale == "fr"
        ? string.Create(culture, $"{at.Hour}\u00a0h{(at.Minute == 0 ? "" : string.Create(culture, $"\u00a0{at.Minute:00}"))}")
        : at.ToString("t", culture);
}
