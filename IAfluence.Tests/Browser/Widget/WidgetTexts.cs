using System.Text.Json.Nodes;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>The widget's own texts: those that are served, and those of what is loaded on use.</summary>
internal static class WidgetTexts
{
    public static readonly IReadOnlyList<string> Languages = ["fr", "en", "es", "de", "it", "nl", "pt", "ar"];

    private static readonly string Served = Path.Combine(Repository.Root, "IAfluence.Web", "WidgetApi", "Texts");
    private static readonly string OnUse = Path.Combine(Repository.Root, "widgets", "js", "src", "more", "phrases");

    public static string LanguageOf(string locale) => Languages.FirstOrDefault(language => locale.StartsWith(language, StringComparison.OrdinalIgnoreCase)) ?? "fr";

    public static JsonObject In(string language)
    {
        var all = ServedIn(language);
        foreach (var (name, text) in Read(OnUse, language))
            all.Add(name, text!.DeepClone());
        return all;
    }

    public static JsonObject ServedIn(string language) => Read(Served, language);

    private static JsonObject Read(string folder, string language) => JsonNode.Parse(File.ReadAllText(Path.Combine(folder, language + ".json")))!.AsObject();
}
