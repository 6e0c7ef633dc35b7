using System.Globalization;
using System.Resources;

namespace IAfluence.Core.Notifications;

/// <summary>The words of e-mails, in the files beside this one; a new language is one more file and its name here.</summary>
public static class MailTexts
{
    /// <summary>The first is for those who have chosen none.</summary>
    public static readonly IReadOnlyList<string> Languages = ["fr", "en"];

    private static readonly ResourceManager Resources = new("IAfluence.Core.Notifications.MailTexts", typeof(MailTexts).Assembly);

    /// <param name="chosen">A user's language; null for none.</param>
    /// <returns>One of <see cref="Languages"/>.</returns>
    public static string LanguageOf(string? chosen) => chosen is not null && Languages.Contains(chosen) ? chosen : Languages[0];

    /// <exception cref="InvalidOperationException">There is no such text.</exception>
    public static string Get(string language, string key, params object[] arguments)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var text = Resources.GetString(key, culture) ?? throw new InvalidOperationException($"There is no text '{key}' for e-mails in '{language}'.");
        return arguments.Length == 0 ? text : string.Format(culture, text, arguments);
    }
}
