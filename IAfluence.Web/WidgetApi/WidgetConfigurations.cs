using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using IAfluence.Core.Chatbots;
using Microsoft.Net.Http.Headers;

namespace IAfluence.Web.WidgetApi;

/// <summary>
/// Sends the widget's configuration. Each content is compressed once and cached, and browsers revalidate it by ETag. A configuration with a
/// page's own colour is compressed quickly and not cached, because anyone can request any colour.
/// </summary>
public sealed class WidgetConfigurations(TimeProvider time)
{
    private const int Capacity = 1000;
    private const string Brotli = "br";
    private const string Gzip = "gzip";

    /// <summary>The best quality, because a cached content is sent to many visitors.</summary>
    private const int Quality = 11;

    /// <summary>Needs about a fiftieth of the processor time for slightly larger output.</summary>
    private const int QuickQuality = 5;
    private const int Window = 18;

    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConcurrentDictionary<string, byte[]> _compressed = new(StringComparer.Ordinal);

    /// <param name="key">The chatbot's public key.</param>
    /// <param name="color">The page's own accent, as #rgb or #rrggbb; any other value is ignored.</param>
    internal IResult Respond(WidgetCaller caller, string key, string? color)
    {
        var ofPage = ColorText.OfTypedOrNull(color);
        return new Result(this, Write(caller.Chatbot, key, caller.Locale, ofPage), shared: ofPage is null);
    }

    private byte[] Write(PublishedChatbot chatbot, string key, string locale, string? color)
    {
        using var stream = new MemoryStream(8192);
        using (var json = new Utf8JsonWriter(stream, _options))
            JsonSerializer.Serialize(json, WidgetViews.Of(chatbot, key, locale, color, time.GetUtcNow()), WidgetJson.Default.WidgetConfiguration);
        return stream.ToArray();
    }

    private byte[] CompressOnce(string tag, string coding, byte[] body)
    {
        var name = $"{tag} {coding}";
        if (_compressed.TryGetValue(name, out var known))
            return known;
        if (_compressed.Count >= Capacity)
            _compressed.Clear();
        return _compressed[name] = Compress(coding, body, Quality);
    }

    private static byte[] Compress(string coding, byte[] body, int quality) => coding == Brotli ? WithBrotli(body, quality) : WithGzip(body);

    private static byte[] WithBrotli(byte[] body, int quality)
    {
        var buffer = new byte[BrotliEncoder.GetMaxCompressedLength(body.Length)];
        return BrotliEncoder.TryCompress(body, buffer, out var length, quality, Window)
            ? buffer[..length]
            : throw new InvalidOperationException("The compression buffer of the maximum length was too small.");
    }

    private static byte[] WithGzip(byte[] body)
    {
        using var stream = new MemoryStream(body.Length);
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal))
            gzip.Write(body);
        return stream.ToArray();
    }

    private sealed class Result(WidgetConfigurations owner, byte[] body, bool shared) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var (request, response) = (httpContext.Request, httpContext.Response);
            var tag = Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12));
            // A weak ETag, because it is the same for compressed and uncompressed content.
            var entityTag = $"W/\"{tag}\"";
            response.Headers.CacheControl = "no-cache";
            response.Headers.ETag = entityTag;
            response.Headers.Append("Vary", "Accept-Encoding, Accept-Language");
            if (request.Headers.IfNoneMatch.Any(known => known is not null && known.Contains(entityTag, StringComparison.Ordinal)))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }

            response.ContentType = "application/json; charset=utf-8";
            var coding = CodingOrNull(request);
            if (coding is not null)
                response.Headers.ContentEncoding = coding;
            var sent = coding is null ? body : shared ? owner.CompressOnce(tag, coding, body) : Compress(coding, body, QuickQuality);
            response.ContentLength = sent.Length;
            return response.Body.WriteAsync(sent, httpContext.RequestAborted).AsTask();
        }

        private static string? CodingOrNull(HttpRequest request)
        {
            if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted))
                return null;
            return Accepts(Brotli) ? Brotli : Accepts(Gzip) ? Gzip : null;

            bool Accepts(string coding) =>
                accepted.Any(each => each.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && each.Quality is not 0);
        }
    }
}
