using System.Globalization;
using System.Resources;

namespace IAfluence.Core.Knowledge.Builtin;

/// <summary>
/// The built-in model's own sentences, from the resource files beside this class. Visitors in French get French, all others English. The French
/// sentences avoid vous and tu, because the chatbot's form of address is not known here.
/// </summary>
internal static class BuiltinTexts
{
    private static readonly ResourceManager Resources = new("IAfluence.Core.Knowledge.Builtin.BuiltinTexts", typeof(BuiltinTexts).Assembly);

    /// <summary>The labels of the widget's menu, and in it of the choice that asks for a person, by the language of the widget.</summary>
    public static readonly IReadOnlyDictionary<string, (string Menu, string Person)> WidgetLabels = new Dictionary<string, (string, string)>
    {
        ["fr"] = ("Autres options", "Parler à quelqu’un"),
        ["en"] = ("More options", "Talk to a person"),
        ["es"] = ("Más opciones", "Hablar con una persona"),
        ["de"] = ("Weitere Optionen", "Mit einer Person sprechen"),
        ["it"] = ("Altre opzioni", "Parla con una persona"),
        ["nl"] = ("Meer opties", "Met iemand praten"),
        ["pt"] = ("Mais opções", "Falar com uma pessoa"),
        ["ar"] = ("خيارات أخرى", "التحدث إلى شخص"),
    };

    /// <summary>Returns the sentence with this key.</summary>
    /// <exception cref="InvalidOperationException">There is no such sentence.</exception>
    public static string Get(string? locale, string key, params object[] arguments) =>
        string.Format(
            CultureInfo.InvariantCulture,
            FindOrNull(locale, key) ?? throw new InvalidOperationException($"The built-in model has no text '{key}'."),
            arguments);

    /// <summary>Returns a sentence that names the widget's menu and the choice in it that asks for a person.</summary>
    public static string GetWithMenu(string? locale, string key)
    {
        var (menu, person) = WidgetLabels.TryGetValue(LanguageOf(locale), out var labels) ? labels : WidgetLabels["en"];
        return Get(locale, key, menu, person);
    }

    /// <summary>Returns the name of a language; its code when the name is not known.</summary>
    public static string NameOfLanguage(string? locale, string language) => FindOrNull(locale, "Language." + LanguageOf(language)) ?? language;

    /// <summary>Returns the lowercase language code without a region; empty for null.</summary>
    public static string LanguageOf(string? locale) => locale?.Split('-', '_')[0].ToLowerInvariant() ?? "";

    private static string? FindOrNull(string? locale, string key) =>
        Resources.GetResourceSet(CultureInfo.GetCultureInfo(LanguageOf(locale) == "fr" ? "fr" : "en"), createIfNotExists: true, tryParents: false)?.GetString(key);
}
