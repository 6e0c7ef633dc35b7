using IAfluence.Core.Clients;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>
/// What visitors' calls ask first: the published chatbots, from memory. A save in this process is seen by the next call;
/// one in another process after <see cref="FreshFor"/> or, while the store is slow to answer, <see cref="UsableFor"/> at most.
/// </summary>
public sealed class PublishedChatbots
{
    /// <summary>For so long an answer is given without looking.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromMilliseconds(500);

    /// <summary>For so long it is still given while one caller's look is under way; after it, callers wait for the look.</summary>
    public static readonly TimeSpan UsableFor = TimeSpan.FromSeconds(1);

    /// <summary>So many keys and chatbots are remembered at most, found or not: strangers can ask for any key.</summary>
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

    /// <returns>Null when there is no such key, or when the chatbot or its client is switched off or being deleted.</returns>
    public async ValueTask<PublishedChatbot?> FindByPublicKeyOrNullAsync(string publicKey, CancellationToken ct)
    {
        if (!Keys.IsPublicKey(publicKey))
            return null;
        var found = await _byKey.GetAsync(publicKey, ct);
        return found is null ? null : await FindOrNullAsync(found.ClientId, found.ChatbotId, ct);
    }

    /// <summary>The same by ids, for callers whose token names them.</summary>
    public ValueTask<PublishedChatbot?> FindOrNullAsync(ClientId clientId, ChatbotId chatbotId, CancellationToken ct) =>
        _byId.GetAsync((clientId, chatbotId), ct);

    /// <summary>Whatever was remembered is looked at again before it is next given; called after every save that visitors could notice.</summary>
    public void Invalidate() => _freshness.Invalidate();

    private async Task<PublishedChatbot?> LookUpChatbotAsync(ClientId clientId, ChatbotId chatbotId, PublishedChatbot? known)
    {
        var client = await _clients.FindOrNullAsync(clientId, default);
        if (client is not { Active: true, DeletingSince: null })
            return null;
        var chatbot = await _chatbots.FindOrNullAsync(clientId, chatbotId, default);
        if (chatbot is not { Active: true, DeletingSince: null })
            return null;
        // Versions never change: one that is known need not be read again.
        var version = known?.Version.Id == chatbot.PublishedVersionId
            ? known.Version
            : await _versions.FindOrNullAsync(clientId, chatbot.PublishedVersionId, default);
        return version is null ? null : new PublishedChatbot(client, chatbot, version);
    }
}
