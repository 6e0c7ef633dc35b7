using System.Text.Json.Serialization;

namespace IAfluence.Web.WidgetApi;

/// <summary>What the WordPress plugin is told of its newest version, in the words of WordPress.</summary>
/// <param name="Url">Where it is downloaded.</param>
/// <param name="Sections">HTML for "View details", by the name of its tab.</param>
public sealed record PluginUpdate(
    string Version,
    string Url,
    string Requires,
    string Tested,
    [property: JsonPropertyName("requires_php")] string RequiresPhp,
    IReadOnlyDictionary<string, string> Sections);

/// <summary>An event of the probe: it says nothing.</summary>
public sealed record ProbeData;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PluginUpdate))]
[JsonSerializable(typeof(ProbeData))]
internal sealed partial class EmbeddingJson : JsonSerializerContext;
