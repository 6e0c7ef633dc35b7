using System.Text.Json;
using System.Text.Json.Nodes;

namespace IAfluence.Core.Bootstrap.Configuration;

/// <summary>A parsed configuration document. Syntax and type errors are in its faults; values are checked later.</summary>
public sealed class ConfigurationFile
{
    private const string DefaultRouteName = "defaultRoute";

    private static readonly JsonDocumentOptions _parsing = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private readonly ConfigurationObject _document;

    private ConfigurationFile(ConfigurationObject document, ConfigurationObject? defaultRoute, Faults faults) =>
        (_document, DefaultRoute, Faults) = (document, defaultRoute, faults);

    internal Faults Faults { get; }

    /// <summary>The default route as an object of its own; null when the document states none.</summary>
    internal ConfigurationObject? DefaultRoute { get; }

    internal IReadOnlyList<ConfigurationObject> Providers => _document.Children("providers");

    internal IReadOnlyList<ConfigurationObject> Models => _document.Children("models");

    internal IReadOnlyList<ConfigurationObject> Clients => _document.Children("clients");

    /// <summary>All objects that are applied separately.</summary>
    internal IEnumerable<ConfigurationObject> Objects() => _document.All().Skip(1).Concat(DefaultRoute is { } route ? [route] : []);

    /// <summary>Reads a document. Comments and trailing commas are accepted.</summary>
    /// <exception cref="BootstrapException">The content is not a JSON object.</exception>
    public static ConfigurationFile Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            // Some editors write a byte order mark, which JSON does not allow.
            using var parsed = JsonDocument.Parse(json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json, _parsing);
            return parsed.RootElement.ValueKind == JsonValueKind.Object ? Read(parsed.RootElement) : throw new BootstrapException(["The file does not contain a JSON object."]);
        }
        catch (JsonException error)
        {
            throw new BootstrapException([error.LineNumber is { } line ? $"line {line + 1}: the file is not valid JSON. {error.Message}" : $"The file is not valid JSON. {error.Message}"]);
        }
    }

    private static ConfigurationFile Read(JsonElement root)
    {
        var faults = new Faults();
        var type = ConfigurationJson.Of<ConfigurationDocument>();
        var known = new ConfigurationWalk(faults).Object(root, type, "");
        var route = known.TryGetPropertyValue(DefaultRouteName, out var keys)
            ? new ConfigurationObject("", "", DefaultRouteName, ContentDigest.Of(ConfigurationObject.First(root, DefaultRouteName)), new JsonObject { [DefaultRouteName] = keys?.DeepClone() }, type)
            : null;
        return new(ConfigurationObject.Of(root, known, type, "", "", ""), route, faults);
    }
}
