using System.Text.Json.Nodes;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>The widget's own texts, as they are served.</summary>
internal static class WidgetTexts
{
    public static readonly IReadOnlyList<string> Languages = ["fr", "en", "es", "de", "it", "nl", "pt", "ar"];

    private static readonly string Folder = Path.Combine(Repository.Root, "IAfluence.Web", "WidgetApi", "Texts");

    public static string LanguageOf(string locale) => Languages.FirstOrDefault(language => locale.StartsWith(language, StringComparison.OrdinalIgnoreCase)) ?? "fr";

    public static JsonNode In(string language) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, language + ".json")))!;
}
