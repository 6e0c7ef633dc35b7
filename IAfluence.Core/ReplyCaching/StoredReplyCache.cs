using System.Collections.Concurrent;
using IAfluence.Core.Storage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.ReplyCaching;

/// <summary>The cache in the store, so that all processes share it and a restart keeps it, with what was asked lately in memory.</summary>
public sealed partial class StoredReplyCache(ClientDocuments<CachedReply> answers, TimeProvider time, ILogger<StoredReplyCache> log) : IReplyCache
{
    /// <summary>So many answers are in memory at most; the others are read.</summary>
    public const int Capacity = 1000;

    /// <summary>Longer answers are not kept: memory stays bounded by capacity times this.</summary>
    public const int MaxCharacters = 20_000;

    private readonly ConcurrentDictionary<CachedReplyId, CachedReply> _memory = new();

    public async ValueTask<CachedReply?> FindOrNullAsync(CachedQuestion question, CancellationToken ct)
    {
        if (_memory.TryGetValue(question.Id, out var kept))
        {
            if (kept.ExpiresAt > time.GetUtcNow())
                return kept;
            _memory.TryRemove(question.Id, out _);
        }

        try
        {
            if (await answers.FindOrNullAsync(question.ClientId, question.Id, ct) is not { } found || found.ChatbotId != question.ChatbotId)
                return null;
            Remember(found);
            return found;
        }
        catch (StorageUnavailableException error)
        {
            Log.NotRead(log, error, question.ClientId, question.ChatbotId);
            return null;
        }
    }

    public void Keep(CachedQuestion question, CachedReply answer)
    {
        if (answer.Text.Length is 0 or > MaxCharacters)
            return;
        Remember(answer);
        _ = KeepAsync(question, answer);
    }

    private void Remember(CachedReply answer)
    {
        // Everything here can be read again: forgetting it all is rarer than an eviction order need be kept.
        if (_memory.Count >= Capacity)
            _memory.Clear();
        _memory[answer.Id] = answer;
    }

    private async Task KeepAsync(CachedQuestion question, CachedReply answer)
    {
        try
        {
            // Of two who asked at once the first is kept.
            await answers.Insert(question.ClientId, answer);
        }
        catch (Exception error)
        {
            Log.NotKept(log, error, question.ClientId, question.ChatbotId);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The answer cache could not be read; client {ClientId}, chatbot {ChatbotId}")]
        public static partial void NotRead(ILogger log, Exception error, ClientId clientId, ChatbotId chatbotId);

        [LoggerMessage(Level = LogLevel.Warning, Message = "An answer could not be kept in the cache; client {ClientId}, chatbot {ChatbotId}")]
        public static partial void NotKept(ILogger log, Exception error, ClientId clientId, ChatbotId chatbotId);
    }
}
