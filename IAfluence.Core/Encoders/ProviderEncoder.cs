using System.Collections.Concurrent;
using IAfluence.Core.Providers;
using Microsoft.Extensions.Options;

namespace IAfluence.Core.Encoders;

/// <summary>
/// The embedding model of a provider. Passages wait for a busy server; a question does not: a visitor waits at most
/// <see cref="QuestionTimeout"/> for its vector, and after a failure nobody waits for a while.
/// </summary>
internal sealed class ProviderEncoder(EmbeddingCalls calls, IOptions<EncoderOptions> options, TimeProvider time) : ISentenceEncoder
{
    public static readonly TimeSpan QuestionTimeout = TimeSpan.FromSeconds(1.5);

    /// <summary>How long questions are not sent after one failed and the vendor did not ask for a certain time.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private const int QuestionTokens = 48;
    private const int PassageTokens = 512;

    // A server for short texts may refuse longer ones. Below this, a passage loses too much.
    private const int FewestPassageTokens = 64;

    private const int MaxRetries = 5;

    private static readonly TimeSpan PassageTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    /// <summary>The maximum time that a passage waits. For longer, the next run of the indexer continues.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan MaxPause = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<ClientId, EncoderTrouble> _refusedFor = new();
    private volatile PausedQuestions? _paused;
    private volatile object? _trouble;

    public string Key { get; } = options.Value is { Dimensions: { } dimensions } set ? $"{set.Provider}/{set.Model}/{dimensions}" : $"{options.Value.Provider}/{options.Value.Model}";

    public bool HasBuiltinScale => false;

    public EncoderTrouble? TroubleOf(ClientId clientId) =>
        _refusedFor.TryGetValue(clientId, out var refused) ? refused : (EncoderTrouble?)_trouble;

    public async Task<IReadOnlyList<float[]>> EncodeAsync(EncodingRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            var vectors = request.Use == EncodingUse.Question ? await EncodeQuestionsAsync(request, ct) : await EncodePassagesAsync(request, PassageTokens, ct);
            _refusedFor.TryRemove(request.ClientId, out _);
            _trouble = null;
            return vectors;
        }
        catch (EncoderUnavailableException error)
        {
            if (error.Trouble == EncoderTrouble.ProcessorNotAllowed)
                _refusedFor[request.ClientId] = error.Trouble;
            else
                _trouble = error.Trouble;
            throw;
        }
    }

    private async Task<IReadOnlyList<float[]>> EncodeQuestionsAsync(EncodingRequest request, CancellationToken ct)
    {
        if (_paused is { } paused && time.GetUtcNow() < paused.Until)
            throw new EncoderUnavailableException($"Questions are not encoded until {paused.Until:u}, because one failed: {paused.Reason}") { Trouble = paused.Trouble };
        var texts = EncodingBatches.Cut(request.Texts, QuestionTokens);
        try
        {
            return await EncodeAllAsync(texts, batch => calls.EmbedAsync(request, batch, QuestionTimeout, ct));
        }
        // A failure that one visitor's words can cause does not affect other visitors.
        catch (EncoderUnavailableException error) when (error.Failure is not (null or ProviderFailure.ContextTooLong or ProviderFailure.ContentRefused))
        {
            var pause = error.RetryAfter is { } wish ? TimeSpan.FromTicks(Math.Clamp(wish.Ticks, TimeSpan.TicksPerSecond, MaxPause.Ticks)) : Pause;
            _paused = new PausedQuestions(time.GetUtcNow() + pause, error.Message, error.Trouble);
            throw;
        }
    }

    private async Task<IReadOnlyList<float[]>> EncodePassagesAsync(EncodingRequest request, int maxTokens, CancellationToken ct)
    {
        var texts = EncodingBatches.Cut(request.Texts, maxTokens);
        try
        {
            return await EncodeAllAsync(texts, batch => EmbedPatientlyAsync(request, batch, ct));
        }
        catch (EncoderUnavailableException error) when (error.Failure == ProviderFailure.ContextTooLong && maxTokens > FewestPassageTokens)
        {
            return await EncodePassagesAsync(request, maxTokens / 2, ct);
        }
    }

    private static async Task<IReadOnlyList<float[]>> EncodeAllAsync(IReadOnlyList<string> texts, Func<IReadOnlyList<string>, Task<IReadOnlyList<float[]>>> embed)
    {
        var vectors = new List<float[]>(texts.Count);
        foreach (var batch in EncodingBatches.Of(texts))
            vectors.AddRange(await embed(batch));
        // Between two calls the vendor can replace the model.
        return vectors.TrueForAll(vector => vector.Length == vectors[0].Length)
            ? vectors
            : throw new EncoderUnavailableException("The vectors of two calls have different dimensions.");
    }

    /// <summary>Makes the call again while the server is busy, after the time that it asks for, otherwise after 1, 2, 4, 8 and 16 seconds.</summary>
    private async Task<IReadOnlyList<float[]>> EmbedPatientlyAsync(EncodingRequest request, IReadOnlyList<string> batch, CancellationToken ct)
    {
        for (var retries = 0; ; retries++)
        {
            TimeSpan wait;
            try
            {
                return await calls.EmbedAsync(request, batch, PassageTimeout, ct);
            }
            catch (EncoderUnavailableException error) when (IsTemporary(error) && retries < MaxRetries)
            {
                _trouble = error.Trouble;
                wait = error.RetryAfter ?? FirstWait * Math.Pow(2, retries);
            }

            await Task.Delay(wait, time, ct);
        }
    }

    private static bool IsTemporary(EncoderUnavailableException error) =>
        error.Failure is ProviderFailure.RateLimited or ProviderFailure.Overloaded or ProviderFailure.Transient or ProviderFailure.Timeout
        && (error.RetryAfter ?? TimeSpan.Zero) <= MaxWait;

    private sealed record PausedQuestions(DateTimeOffset Until, string Reason, EncoderTrouble Trouble);
}
