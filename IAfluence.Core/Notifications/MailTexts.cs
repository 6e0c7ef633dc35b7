using System.Globalization;
using System.Resources;

namespace IAfluence.Core.Notifications;

/// <summary>The texts of e-mails, from the resource files beside this class. To add a language, add a file and its code here.</summary>
public static class MailTexts
{
    /// <summary>The first language is the default.</summary>
    public static readonly IReadOnlyList<string> Languages = ["fr", "en"];

    private static readonly ResourceManager Resources = new("IAfluence.Core.Notifications.MailTexts", typeof(MailTexts).Assembly);

    /// <param name="chosen">A user's language; null for none.</param>
    /// <returns>A language of <see cref="Languages"/>.</returns>
    public static string LanguageOf(string? chosen) => chosen is not null && Languages.Contains(chosen) ? chosen : Languages[0];

    /// <exception cref="InvalidOperationException">The text does not exist.</exception>
    public static string Get(string language, string key, params object[] arguments)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var text = Resources.GetString(key, culture) ?? throw new InvalidOperationException($"The e-mail text '{key}' does not exist in language '{language}'.");
        return arguments.Length == 0 ? text : string.Format(culture, text, arguments);
    }
}
