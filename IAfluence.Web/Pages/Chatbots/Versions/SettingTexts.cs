using System.Globalization;
using IAfluence.Core.Chatbots;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots.Versions;

/// <summary>Formats settings that are more than a word, for comparing versions.</summary>
internal static class SettingTexts
{
    public static string Of(PagePatterns pages) =>
        pages.Include.Count + pages.Exclude.Count == 0
            ? "—"
            : string.Join('\n', [.. pages.Include.Select(pattern => "+ " + pattern), .. pages.Exclude.Select(pattern => "− " + pattern)]);

    /// <summary>Formats a text, with a heading for each language when there are several.</summary>
    public static string Of<T, TSelf>(Localized<T, TSelf> localized, IStringLocalizer texts)
        where T : class
        where TSelf : Localized<T, TSelf>
    {
        if (localized.IsEmpty)
            return "—";
        return localized.IsPlain ? localized.ToString() : string.Join('\n', localized.Values.Select(value => Line(value.Language!, value.Value)));

        string Line(string language, T value) => $"{texts[$"Locale.{language}"]} – {(value is IEnumerable<string> list ? string.Join('\n', list) : value)}";
    }

    public static string Of(ChatbotInvitation invitation, IStringLocalizer texts)
    {
        string[] lines =
        [
            Of(invitation.Text, texts),
            invitation.AfterSeconds is { } seconds ? texts["Setting.Invitation.After", seconds] : "",
            invitation.OnLeave ? texts["Setting.Invitation.OnLeave"] : "",
            invitation.Pages == PagePatterns.Everywhere ? "" : Of(invitation.Pages),
        ];
        return string.Join('\n', lines.Where(line => line.Length > 0));
    }

    public static string Of(ChatbotConsent consent, IStringLocalizer texts) =>
        consent.PolicyUrl is null ? Of(consent.Text, texts) : $"{Of(consent.Text, texts)}\n{Of(consent.PolicyUrl, texts)}";

    public static string Of(ChatbotContactForm form, IStringLocalizer texts)
    {
        string[] lines =
        [
            form.SendTo ?? "",
            Field("Name", form.Name),
            Field("Email", form.Email),
            Field("Phone", form.Phone),
            form.Text is null ? "" : Of(form.Text, texts),
        ];
        return string.Join('\n', lines.Where(line => line.Length > 0));

        string Field(string name, string asked) => $"{texts[$"Setting.Contact.{name}"]} – {texts[$"Setting.Contact.{asked}"]}";
    }

    public static string Of(ChatbotHours hours) => string.Join(
        '\n', hours.Intervals.Select(interval => $"{NameOf(interval.Day)} {interval.From}–{interval.To}"));

    // DayOfWeek starts on Sunday.
    private static string NameOf(int day) => CultureInfo.CurrentCulture.DateTimeFormat.GetDayName((DayOfWeek)((day + 1) % 7));
}
