using System.Collections.Concurrent;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace IAfluence.Tests.Testing;

/// <summary>How <see cref="LoopbackEmbeddings"/> responds to one call.</summary>
public enum EmbeddingsReply
{
    Normal,

    /// <summary>Vectors in base64, in reversed order with their index.</summary>
    Base64,

    /// <summary>Status 429 with <c>retry-after-ms: 50</c>.</summary>
    RateLimited,

    /// <summary>Status 429 with <c>Retry-After: 600</c>.</summary>
    RateLimitedForLong,
    ServerError,
    KeyRefused,
    TooLong,
    RefusesFormat,
    OneVectorLess,
    MixedDimensions,
    ZeroVector,
    NotANumber,
    WithoutUsage,
    Malformed,

    /// <summary>An error with status 200.</summary>
    ErrorInBody,

    /// <summary>Waits until the caller leaves.</summary>
    Hangs,
}

/// <summary>The embeddings API of <see cref="LoopbackOpenAi"/>: deterministic vectors, in which texts with words in common are near each other, and the faults of real servers.</summary>
public sealed class LoopbackEmbeddings
{
    private readonly ConcurrentQueue<EmbeddingsReply> _next = new();
    private readonly ConcurrentQueue<EmbeddingsCall> _calls = new();

    public IReadOnlyList<EmbeddingsCall> Calls => [.. _calls];

    public IReadOnlyList<string> Texts => [.. _calls.SelectMany(call => call.Texts)];

    /// <summary>The length of the vectors, unless a call names one.</summary>
    public int Dimensions { get; set; } = 256;

    /// <summary>The reply of calls for which none is queued.</summary>
    public EmbeddingsReply Usual { get; set; }

    /// <summary>Encodes the texts in place of the deterministic vectors; null for those.</summary>
    public Func<IReadOnlyList<string>, Task<IReadOnlyList<float[]>>>? Encoder { get; set; }

    /// <summary>The length of what all vectors have in common, as for an encoder in which unrelated texts are near each other; the rest has length 1.</summary>
    public float Background { get; set; }

    public LoopbackEmbeddings Enqueue(params EmbeddingsReply[] replies)
    {
        foreach (var reply in replies)
            _next.Enqueue(reply);
        return this;
    }

    /// <summary>The tokens that a call reports: one for each word.</summary>
    public static long TokensOf(IEnumerable<string> texts) => texts.Sum(text => WordsOf(text).Length);

    internal async Task RespondAsync(HttpContext context)
    {
        using var json = await JsonDocument.ParseAsync(context.Request.Body);
        var call = new EmbeddingsCall(
            json.RootElement.GetProperty("model").GetString()!,
            context.Request.Headers.Authorization.FirstOrDefault(),
            [.. json.RootElement.GetProperty("input").EnumerateArray().Select(text => text.GetString()!)],
            json.RootElement.Clone());
        _calls.Enqueue(call);
        var reply = _next.TryDequeue(out var queued) ? queued : Usual;
        var (status, headers, error) = reply switch
        {
            EmbeddingsReply.RateLimited => (429, "retry-after-ms: 50", """{"error":{"message":"Rate limit reached.","type":"requests","code":"rate_limit_exceeded"}}"""),
            EmbeddingsReply.RateLimitedForLong => (429, "Retry-After: 600", """{"error":{"message":"Rate limit reached.","type":"requests","code":"rate_limit_exceeded"}}"""),
            EmbeddingsReply.ServerError => (500, "", """{"error":{"message":"The server had an error.","type":"server_error"}}"""),
            EmbeddingsReply.KeyRefused => (401, "", """{"error":{"message":"Incorrect API key provided.","code":"invalid_api_key"}}"""),
            EmbeddingsReply.TooLong => (400, "", """{"error":{"message":"This model's maximum context length is 256 tokens.","code":"context_length_exceeded"}}"""),
            EmbeddingsReply.RefusesFormat when call.Body.TryGetProperty("encoding_format", out _) => (400, "", """{"detail":"Value 'float' supplied for argument 'encoding_format' is not valid."}"""),
            EmbeddingsReply.Malformed => (200, "", """{"data":[{"index":0,"embedding":[0.1,"""),
            EmbeddingsReply.ErrorInBody => (200, "", """{"error":{"message":"The model is at capacity.","type":"overloaded_error"}}"""),
            _ => (200, "", ""),
        };
        if (reply == EmbeddingsReply.Hangs)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
            return;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        if (headers.Length > 0)
            context.Response.Headers[headers[..headers.IndexOf(':', StringComparison.Ordinal)]] = headers[(headers.IndexOf(':', StringComparison.Ordinal) + 2)..];
        await context.Response.WriteAsync(error.Length > 0 ? error : await BodyAsync(call, reply));
    }

    private async Task<string> BodyAsync(EmbeddingsCall call, EmbeddingsReply reply)
    {
        var dimensions = call.Body.TryGetProperty("dimensions", out var asked) ? asked.GetInt32() : Dimensions;
        var vectors = (Encoder is { } encoder ? await encoder(call.Texts) : [.. call.Texts.Select(text => VectorOf(text, dimensions, Background))]).ToList();
        switch (reply)
        {
            case EmbeddingsReply.OneVectorLess:
                vectors.RemoveAt(vectors.Count - 1);
                break;
            case EmbeddingsReply.MixedDimensions:
                vectors[^1] = [1f, 0f, 0f];
                break;
            case EmbeddingsReply.ZeroVector:
                vectors[^1] = new float[dimensions];
                break;
            case EmbeddingsReply.NotANumber:
                vectors[^1][0] = float.NaN;
                break;
        }

        var inBase64 = reply is EmbeddingsReply.Base64 or EmbeddingsReply.NotANumber;
        var data = vectors.Select((vector, index) => new { @object = "embedding", index, embedding = inBase64 ? (object)Convert.ToBase64String(MemoryMarshal.AsBytes(vector.AsSpan())) : vector });
        var tokens = TokensOf(call.Texts);
        return JsonSerializer.Serialize(new
        {
            @object = "list",
            model = call.Model,
            data = inBase64 ? data.Reverse() : data,
            usage = reply == EmbeddingsReply.WithoutUsage ? null : new { prompt_tokens = tokens, total_tokens = tokens },
        });
    }

    private static float[] VectorOf(string text, int dimensions, float background)
    {
        var vector = new float[dimensions];
        foreach (var word in WordsOf(text))
        {
            var hash = 2166136261u;
            foreach (var character in word.ToLowerInvariant())
                hash = (hash ^ character) * 16777619u;
            vector[hash % (uint)(dimensions - 1)] += 1;
        }

        var length = MathF.Max(TensorPrimitives.Norm(vector), 1);
        TensorPrimitives.Divide(vector, length, vector);
        vector[^1] = background;
        return vector;
    }

    private static string[] WordsOf(string text) => text.Split([' ', '.', ',', ':', '?', '\n'], StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A call of the embeddings API.</summary>
public sealed record EmbeddingsCall(string Model, string? Authorization, IReadOnlyList<string> Texts, JsonElement Body);
