using System.Text.Json;

namespace IAfluence.Core.Providers;

/// <summary>What a vendor said when it refused, in whichever of the known shapes it came.</summary>
/// <param name="Status">The HTTP status, or the one that an error within a stream names; 200 when there is none.</param>
/// <param name="Code">The vendor's code, such as insufficient_quota; empty for none.</param>
/// <param name="Type">The vendor's type of error; empty for none.</param>
/// <param name="Parameter">The parameter it blames; empty for none.</param>
/// <param name="Message">In the vendor's words, shortened.</param>
internal sealed record VendorError(int Status, string Code, string Type, string Parameter, string Message)
{
    private const int MaxMessageLength = 400;
    private const int Ok = 200;

    /// <summary>Whether the error blames this parameter.</summary>
    public bool Names(string parameter) =>
        Parameter.Contains(parameter, StringComparison.OrdinalIgnoreCase) || Message.Contains(parameter, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Reads {"error":{…}}, {"error":"…"}, {"message":…}, {"detail":…}, each also within an array; what is no JSON is taken as text.
    /// </summary>
    /// <param name="status">Of the answer.</param>
    /// <param name="body">Of the answer, or of an event within it.</param>
    /// <param name="secret">The API key, which some servers repeat: it is taken out; null for none.</param>
    public static VendorError Read(int status, ReadOnlyMemory<byte> body, string? secret = null)
    {
        var error = Read(status, body);
        // Before anything is shortened, so that no half of the key is left at the end.
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

    /// <summary>An error within a stream or a good body may name the status that it would have had.</summary>
    private static int? StatusWithin(JsonElement error)
    {
        foreach (var property in new[] { "code", "status", "statusCode", "raw_status_code" })
        {
            if (int.TryParse(Text(error, property), out var status) && status is >= 400 and < 600)
                return status;
        }

        return null;
    }

    /// <summary>What the vendor calls it, also where a finer name stands deeper (Anthropic's details, Azure's inner error).</summary>
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
