using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>
/// The origins that were turned away in the last days. Strangers decide what is written here, so little is: one write for an origin in
/// a minute, and so many origins of a chatbot.
/// </summary>
public sealed class RefusedOrigins(ClientDocuments<RefusedOrigin> refused, TimeProvider time)
{
    public const int MaxPerChatbot = 50;

    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    private static readonly TimeSpan _pause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<ChatbotId, Minute> _minutes = new();

    /// <summary>Notes that a call from this origin was refused. Returns once decided whether anything is written; nobody needs to wait for more.</summary>
    /// <param name="clientId">The chatbot's client.</param>
    /// <param name="chatbotId">The chatbot that was asked for.</param>
    /// <param name="origin">The header as it came; what is no origin of a page is not kept.</param>
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

    /// <summary>Those of the last days, the newest first.</summary>
    public async Task<IReadOnlyList<RefusedOrigin>> ListAsync(ClientId clientId, ChatbotId chatbotId, CancellationToken ct) =>
        (await refused.ListAsync(
            clientId,
            DocumentQuery<RefusedOrigin>.Where(Filter<RefusedOrigin>.Eq(entry => entry.ChatbotId, chatbotId)).ByDescending(entry => entry.LastSeenAt).Take(MaxPerChatbot),
            ct)).Items;

    /// <summary>Forgets one, because it was allowed or because nobody wants to see it; it comes back if it is refused again.</summary>
    public async Task DismissAsync(ClientId clientId, ChatbotId chatbotId, string origin, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await refused.Delete(clientId, IdOf(chatbotId, origin));
    }

    private static RefusedOriginId IdOf(ChatbotId chatbotId, string origin) =>
        new($"{chatbotId}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)).AsSpan(0, 12))}");

    /// <summary>What one chatbot has had written since a minute began.</summary>
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
