using System.Collections.Concurrent;
using IAfluence.Core.Clients;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>
/// What visitors' calls ask first: the published chatbots, from memory. A save in this process is seen by the next call;
/// one in another process after <see cref="FreshFor"/> or, while the store is slow to answer, <see cref="UsableFor"/> at most.
/// </summary>
public sealed class PublishedChatbots(
    PlatformDocuments<DirectoryEntry> directory,
    PlatformDocuments<Client> clients,
    ClientDocuments<Chatbot> chatbots,
    ClientDocuments<ChatbotVersion> versions,
    TimeProvider time)
{
    /// <summary>For so long an answer is given without looking.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromMilliseconds(500);

    /// <summary>For so long it is still given while one caller's look is under way; after it, callers wait for the look.</summary>
    public static readonly TimeSpan UsableFor = TimeSpan.FromSeconds(1);

    /// <summary>So many keys and chatbots are remembered at most, found or not: strangers can ask for any key.</summary>
    public const int Capacity = 10_000;

    private readonly ConcurrentDictionary<string, Slot<DirectoryEntry>> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(ClientId, ChatbotId), Slot<PublishedChatbot>> _chatbots = new();
    private readonly TimeProvider _time = time;
    private long _generation;

    /// <returns>Null when there is no such key, or when the chatbot or its client is switched off or being deleted.</returns>
    public async ValueTask<PublishedChatbot?> FindByPublicKeyOrNullAsync(string publicKey, CancellationToken ct)
    {
        if (!Keys.IsPublicKey(publicKey))
            return null;
        var found = await SlotOf(_keys, publicKey, () => new(_ => directory.FindOrNullAsync(DirectoryKey.OfPublicKey(publicKey), default))).GetAsync(this, ct);
        return found is null ? null : await FindOrNullAsync(found.ClientId, found.ChatbotId, ct);
    }

    /// <summary>The same by ids, for callers whose token names them.</summary>
    public async ValueTask<PublishedChatbot?> FindOrNullAsync(ClientId clientId, ChatbotId chatbotId, CancellationToken ct)
    {
        var slot = SlotOf(_chatbots, (clientId, chatbotId), () => new(known => LookUpChatbotAsync(clientId, chatbotId, known)));
        return await slot.GetAsync(this, ct);
    }

    /// <summary>Whatever was remembered is looked at again before it is next given; called after every save that visitors could notice.</summary>
    public void Invalidate() => Interlocked.Increment(ref _generation);

    private async Task<PublishedChatbot?> LookUpChatbotAsync(ClientId clientId, ChatbotId chatbotId, PublishedChatbot? known)
    {
        var client = await clients.FindOrNullAsync(clientId, default);
        if (client is not { Active: true, DeletingSince: null })
            return null;
        var chatbot = await chatbots.FindOrNullAsync(clientId, chatbotId, default);
        if (chatbot is not { Active: true, DeletingSince: null })
            return null;
        // Versions never change: one that is known need not be read again.
        var version = known?.Version.Id == chatbot.PublishedVersionId
            ? known.Version
            : await versions.FindOrNullAsync(clientId, chatbot.PublishedVersionId, default);
        return version is null ? null : new PublishedChatbot(client, chatbot, version);
    }

    private static Slot<T> SlotOf<TKey, T>(ConcurrentDictionary<TKey, Slot<T>> slots, TKey key, Func<Slot<T>> make)
        where TKey : notnull where T : class
    {
        if (slots.TryGetValue(key, out var slot))
            return slot;
        // Everything here can be read again: forgetting it all is dearer than an eviction order, and rarer than it need be cheap.
        if (slots.Count >= Capacity)
            slots.Clear();
        return slots.GetOrAdd(key, _ => make());
    }

    /// <summary>One remembered answer and the look for a newer one that all callers share.</summary>
    private sealed class Slot<T>(Func<T?, Task<T?>> look) where T : class
    {
        private readonly Lock _gate = new();
        private volatile Answer? _answer;
        private Task<Answer>? _looking;
        private long _lookingGeneration;

        public ValueTask<T?> GetAsync(PublishedChatbots owner, CancellationToken ct)
        {
            var generation = Interlocked.Read(ref owner._generation);
            if (_answer is not { } answer)
                return Wait(Look(owner, generation), ct);
            var age = owner._time.GetElapsedTime(answer.At);
            if (answer.Generation == generation && age < FreshFor)
                return new(answer.Value);
            var looking = Look(owner, generation);
            return answer.Generation == generation && age < UsableFor ? new(answer.Value) : Wait(looking, ct);
        }

        private static async ValueTask<T?> Wait(Task<Answer> looking, CancellationToken ct) => (await looking.WaitAsync(ct)).Value;

        private Task<Answer> Look(PublishedChatbots owner, long generation)
        {
            lock (_gate)
            {
                // A look that began before the last save may have read what was there before it.
                if (_looking is { IsCompleted: false } && _lookingGeneration == generation)
                    return _looking;
                _lookingGeneration = generation;
                return _looking = LookAsync(owner, generation);
            }
        }

        private async Task<Answer> LookAsync(PublishedChatbots owner, long generation)
        {
            var at = owner._time.GetTimestamp();
            await Task.Yield();
            var answer = new Answer(await look(_answer?.Value), at, generation);
            lock (_gate)
            {
                if (_answer is null || _answer.Generation <= generation)
                    _answer = answer;
            }

            return answer;
        }

        private sealed record Answer(T? Value, long At, long Generation);
    }
}
