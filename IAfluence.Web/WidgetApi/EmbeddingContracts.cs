using System.Text.Json.Serialization;

namespace IAfluence.Web.WidgetApi;

/// <summary>The latest version of the WordPress plugin, in WordPress's format.</summary>
/// <param name="Url">The download address.</param>
/// <param name="Sections">HTML for "View details", by tab name.</param>
public sealed record PluginUpdate(
    string Version,
    string Url,
    string Requires,
    string Tested,
    [property: JsonPropertyName("requires_php")] string RequiresPhp,
    IReadOnlyDictionary<string, string> Sections);

/// <summary>The empty data of a probe event.</summary>
public sealed record ProbeData;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PluginUpdate))]
[JsonSerializable(typeof(ProbeData))]
internal sealed partial class EmbeddingJson : JsonSerializerContext;
