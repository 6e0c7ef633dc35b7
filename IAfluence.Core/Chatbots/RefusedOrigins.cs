using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>
/// Stores origins that were refused in the last days. Anyone can trigger a write, so writes are limited to one per origin and minute, and
/// to a maximum number of origins per chatbot.
/// </summary>
public sealed class RefusedOrigins(ClientDocuments<RefusedOrigin> refused, TimeProvider time)
{
    public const int MaxPerChatbot = 50;

    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    private static readonly TimeSpan _pause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<ChatbotId, Minute> _minutes = new();

    /// <summary>Records that a call from this origin was refused.</summary>
    /// <param name="origin">The raw header. A value that is not a page's origin is ignored.</param>
    public async Task RecordAsync(ClientId clientId, ChatbotId chatbotId, string origin, CancellationToken ct)
    {
        if (OriginText.OfHeaderOrNull(origin) is not { } plain)
            return;
        var minute = _minutes.AddOrUpdate(
            chatbotId, _ => new Minute(time.GetTimestamp()), (_, known) => time.GetElapsedTime(known.Since) < _pause ? known : new Minute(time.GetTimestamp()));
        if (!minute.IsFirst(plain))
            return;

        var now = time.GetUtcNow();
        var id = IdOf(chatbotId, plain);
        var update = new Update<RefusedOrigin>()
            .Increment(entry => entry.Count, 1).Set(entry => entry.LastSeenAt, now).Set(entry => entry.ExpiresAt, now + KeptFor);
        if ((await refused.Modify(clientId, id, update)).Applied
            || await refused.CountAsync(clientId, Filter<RefusedOrigin>.Eq(entry => entry.ChatbotId, chatbotId), ct) >= MaxPerChatbot)
            return;
        var seed = new RefusedOrigin { Id = id, ClientId = clientId, ChatbotId = chatbotId, Origin = plain, LastSeenAt = now, ExpiresAt = now + KeptFor };
        await refused.Modify(clientId, id, update, seed: seed);
    }

    /// <summary>Lists the origins refused in the last days, newest first.</summary>
    public async Task<IReadOnlyList<RefusedOrigin>> ListAsync(ClientId clientId, ChatbotId chatbotId, CancellationToken ct) =>
        (await refused.ListAsync(
            clientId,
            DocumentQuery<RefusedOrigin>.Where(Filter<RefusedOrigin>.Eq(entry => entry.ChatbotId, chatbotId)).ByDescending(entry => entry.LastSeenAt).Take(MaxPerChatbot),
            ct)).Items;

    /// <summary>Deletes an entry, for example after the origin was allowed. It is recorded again if it is refused again.</summary>
    public async Task DismissAsync(ClientId clientId, ChatbotId chatbotId, string origin, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await refused.Delete(clientId, IdOf(chatbotId, origin));
    }

    private static RefusedOriginId IdOf(ChatbotId chatbotId, string origin) =>
        new($"{chatbotId}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)).AsSpan(0, 12))}");

    /// <summary>The origins of one chatbot recorded since a minute began.</summary>
    private sealed class Minute(long since)
    {
        private readonly HashSet<string> _origins = new(StringComparer.Ordinal);

        public long Since { get; } = since;

        public bool IsFirst(string origin)
        {
            lock (_origins)
                return _origins.Count < MaxPerChatbot && _origins.Add(origin);
        }
    }
}
