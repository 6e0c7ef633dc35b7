using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace IAfluence.Web.WidgetApi;

/// <summary>Reads small request bodies completely, so that the size is checked first.</summary>
public static class WidgetBody
{
    public const int MaxBytes = 64 * 1024;

    /// <returns>Null when the body is larger than <see cref="MaxBytes"/>.</returns>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadOrNullAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > MaxBytes)
            return null;
        var buffer = new byte[(int)(request.ContentLength ?? 4096) + 1];
        var length = 0;
        while (true)
        {
            if (length == buffer.Length)
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, MaxBytes + 1));
            var read = await request.Body.ReadAsync(buffer.AsMemory(length), ct);
            if (read == 0)
                return buffer.AsMemory(0, length);
            length += read;
            if (length > MaxBytes)
                return null;
        }
    }

    /// <returns>Null when the body is not JSON of this type.</returns>
    public static T? ParseOrNull<T>(HttpRequest request, ReadOnlyMemory<byte> body, JsonTypeInfo<T> type) where T : class
    {
        if (request.ContentType is { Length: > 0 } && !request.HasJsonContentType())
            return null;
        try
        {
            return JsonSerializer.Deserialize(body.Span, type);
        }
        // The reader throws InvalidOperationException for half of a surrogate pair.
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
