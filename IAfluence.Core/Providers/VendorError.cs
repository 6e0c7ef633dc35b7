using System.Text.Json;

namespace IAfluence.Core.Providers;

/// <summary>An error response of a vendor, read from any of the known formats.</summary>
/// <param name="Status">The HTTP status, or the one that an error inside a stream names; 200 when there is none.</param>
/// <param name="Code">The vendor's error code, for example insufficient_quota; empty for none.</param>
/// <param name="Type">The vendor's error type; empty for none.</param>
/// <param name="Parameter">The parameter that caused the error; empty for none.</param>
/// <param name="Message">The vendor's message, shortened.</param>
internal sealed record VendorError(int Status, string Code, string Type, string Parameter, string Message)
{
    private const int MaxMessageLength = 400;
    private const int Ok = 200;

    /// <summary>Whether the error names this parameter.</summary>
    public bool Names(string parameter) =>
        Parameter.Contains(parameter, StringComparison.OrdinalIgnoreCase) || Message.Contains(parameter, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Reads {"error":{…}}, {"error":"…"}, {"message":…} and {"detail":…}, each also inside an array. A body that is not JSON is read as text.
    /// </summary>
    /// <param name="status">The status of the response.</param>
    /// <param name="body">The body of the response, or the data of an event.</param>
    /// <param name="secret">The API key, which is removed because some servers repeat it; null for none.</param>
    public static VendorError Read(int status, ReadOnlyMemory<byte> body, string? secret = null)
    {
        var error = Read(status, body);
        // The key is removed before the text is shortened, so that no part of it can remain.
        var message = string.IsNullOrEmpty(secret) ? error.Message : error.Message.Replace(secret, "…", StringComparison.Ordinal);
        return error with { Message = Shorten(message) };
    }

    private static VendorError Read(int status, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return Read(status, json.RootElement);
        }
        catch (JsonException)
        {
            return new VendorError(status, "", "", "", System.Text.Encoding.UTF8.GetString(body.Span));
        }
    }

    private static VendorError Read(int status, JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0)
            root = root[0];
        if (root.ValueKind != JsonValueKind.Object)
            return new VendorError(status, "", "", "", root.ToString());
        var error = root.TryGetProperty("error", out var inner) && inner.ValueKind is not (JsonValueKind.Null or JsonValueKind.False) ? inner : root;
        if (error.ValueKind != JsonValueKind.Object)
            return new VendorError(status, Text(root, "code"), Text(root, "type"), Text(root, "param"), error.ToString());
        var code = Text(error, "code");
        var message = Text(error, "message");
        if (message.Length == 0)
            message = Text(error, "detail");
        return new VendorError(
            status == Ok ? StatusWithin(error) ?? status : status,
            code,
            string.Join(' ', NamesOf(error).Where(name => name.Length > 0 && name != code).Distinct()),
            Text(error, "param"), message.Length == 0 ? error.ToString() : message);
    }

    /// <summary>An error inside a stream or a successful response may name the status that it would have had.</summary>
    private static int? StatusWithin(JsonElement error)
    {
        foreach (var property in new[] { "code", "status", "statusCode", "raw_status_code" })
        {
            if (int.TryParse(Text(error, property), out var status) && status is >= 400 and < 600)
                return status;
        }

        return null;
    }

    /// <summary>Returns the vendor's name of the error, also from deeper levels (Anthropic's details, Azure's inner error).</summary>
    private static IEnumerable<string> NamesOf(JsonElement error)
    {
        yield return Text(error, "type");
        yield return Text(error, "status");
        foreach (var (inner, name) in new[] { ("details", "error_code"), ("innererror", "code"), ("inner_error", "code") })
        {
            if (error.TryGetProperty(inner, out var deeper) && deeper.ValueKind == JsonValueKind.Object)
                yield return Text(deeper, name);
        }
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : "";

    private static string Shorten(string message)
    {
        message = message.Trim();
        return message.Length <= MaxMessageLength ? message : message[..MaxMessageLength] + "…";
    }
}
