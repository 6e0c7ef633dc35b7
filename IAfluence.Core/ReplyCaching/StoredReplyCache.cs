using System.Collections.Concurrent;
using IAfluence.Core.Storage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.ReplyCaching;

/// <summary>A cache in the store, shared by all processes and kept over restarts, with recently used replies in memory.</summary>
public sealed partial class StoredReplyCache(ClientDocuments<CachedReply> replies, TimeProvider time, ILogger<StoredReplyCache> log) : IReplyCache
{
    /// <summary>The maximum number of replies in memory; others are read from the store.</summary>
    public const int Capacity = 1000;

    /// <summary>The maximum length of a cached reply. Together with <see cref="Capacity"/> it limits the memory.</summary>
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
            if (await replies.FindOrNullAsync(question.ClientId, question.Id, ct) is not { } found || found.ChatbotId != question.ChatbotId)
                return null;
            Remember(found);
            return found;
        }
        catch (StorageUnavailableException error)
        {
            Log.ReadFailed(log, error, question.ClientId, question.ChatbotId);
            return null;
        }
    }

    public void Keep(CachedQuestion question, CachedReply reply)
    {
        if (reply.Text.Length is 0 or > MaxCharacters)
            return;
        Remember(reply);
        _ = KeepAsync(question, reply);
    }

    private void Remember(CachedReply reply)
    {
        // Everything can be read again from the store, and the limit is rarely reached, so clearing all is enough.
        if (_memory.Count >= Capacity)
            _memory.Clear();
        _memory[reply.Id] = reply;
    }

    private async Task KeepAsync(CachedQuestion question, CachedReply reply)
    {
        try
        {
            // When two visitors ask at the same time, the first reply is kept.
            await replies.Insert(question.ClientId, reply);
        }
        catch (Exception error)
        {
            Log.StoreFailed(log, error, question.ClientId, question.ChatbotId);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Reading the reply cache failed; client {ClientId}, chatbot {ChatbotId}")]
        public static partial void ReadFailed(ILogger log, Exception error, ClientId clientId, ChatbotId chatbotId);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Storing a reply in the cache failed; client {ClientId}, chatbot {ChatbotId}")]
        public static partial void StoreFailed(ILogger log, Exception error, ClientId clientId, ChatbotId chatbotId);
    }
}
