using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using IAfluence.Core.Chatbots;

namespace IAfluence.Web.WidgetApi;

/// <summary>The languages in which visitors are spoken to; a new one is a file in <c>Texts</c> and one in <c>VisitorTexts</c>.</summary>
public static class VisitorLanguages
{
    private const string Fallback = "fr";

    public static readonly IReadOnlyList<string> All = ["fr", "en", "es", "de", "it", "nl", "pt", "ar"];

    private static readonly FrozenDictionary<string, JsonElement> _widget = All.ToFrozenDictionary(locale => locale, locale => Read("widget-texts", locale));

    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> _visitor = All.ToFrozenDictionary(
        locale => locale,
        locale => Read("visitor-texts", locale).EnumerateObject().ToFrozenDictionary(text => text.Name, text => text.Value.GetString()!));

    /// <summary>The language of a visitor: what they ask for where it is spoken here, else the chatbot's.</summary>
    /// <param name="asked">A language tag, or an Accept-Language list; null for none.</param>
    /// <param name="settings">The chatbot's; null before it is known.</param>
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

        return settings is not null && All.Contains(settings.Locale) ? settings.Locale : Fallback;
    }

    public static string DirectionOf(string locale) => locale == "ar" ? "rtl" : "ltr";

    public static CultureInfo CultureOf(string locale) => CultureInfo.GetCultureInfo(locale switch { "en" => "en-GB", "ar" => "ar-001", "pt" => "pt-PT", _ => locale });

    /// <summary>The widget's own texts, as its file has them.</summary>
    public static JsonElement WidgetTexts(string locale) => _widget[locale];

    /// <summary>What the server says itself, by name; null where there is no such text.</summary>
    internal static string? TextOrNull(string locale, string name) => _visitor.GetValueOrDefault(locale, _visitor[Fallback]).GetValueOrDefault(name);

    private static JsonElement Read(string folder, string locale)
    {
        using var stream = typeof(VisitorLanguages).Assembly.GetManifestResourceStream($"{folder}/{locale}.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
