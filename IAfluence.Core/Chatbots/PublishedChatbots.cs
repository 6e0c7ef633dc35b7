using IAfluence.Core.Clients;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>
/// An in-memory cache of published chatbots for visitors' calls. A save in this process is visible to the next call. A save in another
/// process is visible after <see cref="FreshFor"/> or, while the store is slow, after <see cref="UsableFor"/> at most.
/// </summary>
public sealed class PublishedChatbots
{
    /// <summary>How long a cached value is returned without a lookup.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a cached value is returned while a lookup runs; after that, callers wait for the lookup.</summary>
    public static readonly TimeSpan UsableFor = TimeSpan.FromSeconds(1);

    /// <summary>The maximum number of cached keys and chatbots, including ones not found, because anyone can ask for any key.</summary>
    public const int Capacity = 10_000;

    private readonly PlatformDocuments<Client> _clients;
    private readonly ClientDocuments<Chatbot> _chatbots;
    private readonly ClientDocuments<ChatbotVersion> _versions;
    private readonly Freshness _freshness;
    private readonly RememberedValues<string, DirectoryEntry?> _byKey;
    private readonly RememberedValues<(ClientId, ChatbotId), PublishedChatbot?> _byId;

    public PublishedChatbots(
        PlatformDocuments<DirectoryEntry> directory, PlatformDocuments<Client> clients, ClientDocuments<Chatbot> chatbots,
        ClientDocuments<ChatbotVersion> versions, ClientChanges changes, TimeProvider time)
    {
        (_clients, _chatbots, _versions) = (clients, chatbots, versions);
        _freshness = new Freshness(time, FreshFor, UsableFor);
        _byKey = new(_freshness, Capacity, null, (key, _) => directory.FindOrNullAsync(DirectoryKey.OfPublicKey(key), default));
        _byId = new(_freshness, Capacity, null, (ids, known) => LookUpChatbotAsync(ids.Item1, ids.Item2, known));
        changes.Changed += Invalidate;
    }

    /// <returns>Null when the key is unknown, or when the chatbot or its client is inactive or being deleted.</returns>
    public async ValueTask<PublishedChatbot?> FindByPublicKeyOrNullAsync(string publicKey, CancellationToken ct)
    {
        if (!Keys.IsPublicKey(publicKey))
            return null;
        var found = await _byKey.GetAsync(publicKey, ct);
        return found is null ? null : await FindOrNullAsync(found.ClientId, found.ChatbotId, ct);
    }

    /// <summary>Finds a chatbot by ids, for callers whose token contains them.</summary>
    public ValueTask<PublishedChatbot?> FindOrNullAsync(ClientId clientId, ChatbotId chatbotId, CancellationToken ct) =>
        _byId.GetAsync((clientId, chatbotId), ct);

    /// <summary>Makes the cache look up every value again before it is next returned. Call it after each save that visitors could notice.</summary>
    public void Invalidate() => _freshness.Invalidate();

    private async Task<PublishedChatbot?> LookUpChatbotAsync(ClientId clientId, ChatbotId chatbotId, PublishedChatbot? known)
    {
        var client = await _clients.FindOrNullAsync(clientId, default);
        if (client is not { Active: true, DeletingSince: null })
            return null;
        var chatbot = await _chatbots.FindOrNullAsync(clientId, chatbotId, default);
        if (chatbot is not { Active: true, DeletingSince: null })
            return null;
        // Versions are immutable, so a known one is not read again.
        var version = known?.Version.Id == chatbot.PublishedVersionId
            ? known.Version
            : await _versions.FindOrNullAsync(clientId, chatbot.PublishedVersionId, default);
        return version is null ? null : new PublishedChatbot(client, chatbot, version);
    }
}

/// <summary>A chatbot that is available to visitors: it and its client are active, and the version is the published one.</summary>
public sealed record PublishedChatbot(Client Client, Chatbot Chatbot, ChatbotVersion Version)
{
    public ChatbotSettings Settings => Version.Settings;
}
