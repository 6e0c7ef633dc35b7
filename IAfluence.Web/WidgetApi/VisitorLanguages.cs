using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using IAfluence.Core.Chatbots;

namespace IAfluence.Web.WidgetApi;

/// <summary>
/// The languages for visitors. To add one, add a file in <c>Texts</c>, one in <c>VisitorTexts</c>, and a code in
/// <see cref="ChatbotLanguages"/>. French texts that use tu instead of vous are in <c>FormOfAddress</c>.
/// </summary>
public static class VisitorLanguages
{
    private const string Fallback = "fr";

    private static readonly JsonElement _tu = Read("form-of-address", FormsOfAddress.Tu);

    private static readonly JsonElement _widgetTu = With(Read("widget-texts", "fr"), _tu.GetProperty("widget"));

    private static readonly FrozenDictionary<string, string> _visitorTu = TextsOf(_tu.GetProperty("visitor"));

    private static readonly FrozenDictionary<string, JsonElement> _widget = All.ToFrozenDictionary(locale => locale, locale => Read("widget-texts", locale));

    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> _visitor = All.ToFrozenDictionary(
        locale => locale,
        locale => TextsOf(Read("visitor-texts", locale)));

    public static IReadOnlyList<string> All => ChatbotLanguages.All;

    /// <summary>The visitor's language: the requested one if it is supported, otherwise the chatbot's.</summary>
    /// <param name="asked">A language tag, or an Accept-Language list; null for none.</param>
    /// <param name="settings">The chatbot's settings; null when the chatbot is not known.</param>
    public static string Of(string? asked, ChatbotSettings? settings)
    {
        foreach (var range in (asked ?? "").AsSpan().Split(','))
        {
            var tag = asked.AsSpan()[range].Trim();
            if (tag.IndexOfAny('-', ';', '_') is >= 0 and var end)
                tag = tag[..end].Trim();
            foreach (var locale in All)
            {
                if (tag.Equals(locale, StringComparison.OrdinalIgnoreCase))
                    return locale;
            }
        }

        return settings is not null && All.Contains(settings.FirstLanguage) ? settings.FirstLanguage : Fallback;
    }

    public static string DirectionOf(string locale) => locale == "ar" ? "rtl" : "ltr";

    public static CultureInfo CultureOf(string locale) => CultureInfo.GetCultureInfo(locale switch { "en" => "en-GB", "ar" => "ar-001", "pt" => "pt-PT", _ => locale });

    /// <summary>The widget's own texts. Texts of rarely used features are loaded with the feature.</summary>
    public static JsonElement WidgetTexts(string locale, ChatbotSettings? settings) => SaysTu(locale, settings) ? _widgetTu : _widget[locale];

    /// <summary>A text of the server by name; null when it does not exist.</summary>
    internal static string? TextOrNull(string locale, string name, ChatbotSettings? settings) =>
        SaysTu(locale, settings) && _visitorTu.TryGetValue(name, out var text) ? text : _visitor.GetValueOrDefault(locale, _visitor[Fallback]).GetValueOrDefault(name);

    private static bool SaysTu(string locale, ChatbotSettings? settings) => locale == "fr" && settings?.FormOfAddress == FormsOfAddress.Tu;

    private static FrozenDictionary<string, string> TextsOf(JsonElement texts) =>
        texts.EnumerateObject().ToFrozenDictionary(text => text.Name, text => text.Value.GetString()!);

    private static JsonElement With(JsonElement texts, JsonElement others)
    {
        var all = texts.EnumerateObject().ToDictionary(text => text.Name, text => text.Value);
        foreach (var text in others.EnumerateObject())
            all[text.Name] = text.Value;
        return JsonSerializer.SerializeToElement(all);
    }

    private static JsonElement Read(string folder, string locale)
    {
        using var stream = typeof(VisitorLanguages).Assembly.GetManifestResourceStream($"{folder}/{locale}.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
