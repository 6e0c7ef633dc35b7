using IAfluence.Core.Clients;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>
/// Creates, finds, activates and deletes chatbots. <see cref="ChatbotDrafts"/> edits their settings and <see cref="ChatbotPublisher"/>
/// publishes them.
/// </summary>
public sealed class ChatbotService(
    PlatformDocuments<Client> clients,
    ClientDocuments<Chatbot> chatbots,
    PlatformDocuments<DirectoryEntry> directory,
    ChatbotVersions versions,
    ClientChanges changes,
    TimeProvider time)
{
    private const int KeyTries = 1000;

    /// <summary>Creates a chatbot and publishes its first version.</summary>
    /// <param name="by">Null for the bootstrap file.</param>
    /// <param name="key">The key within the client; null to derive it from the name.</param>
    /// <param name="publicKey">Null for a random key.</param>
    /// <returns>Missing when the client does not exist. Errors can also name <c>Key</c> and <c>PublicKey</c>.</returns>
    public async Task<SaveOutcome<Chatbot>> CreateAsync(
        ClientId clientId, ChatbotSettings settings, UserId? by, CancellationToken ct, string? key = null, string? publicKey = null)
    {
        settings = ChatbotRules.Tidy(settings);
        List<FieldError> errors = [.. await versions.CheckAsync(clientId, settings, checkModels: true, checkBrand: true, ct)];
        if (key is not null && !Keys.IsKey(key))
            errors.Add(new(nameof(Chatbot.Key), FieldErrors.NotAKey, key));
        if (publicKey is not null && !Keys.IsPublicKey(publicKey))
            errors.Add(new(nameof(Chatbot.PublicKey), FieldErrors.NotAKey, publicKey));
        if (errors.Count > 0)
            return SaveOutcome<Chatbot>.Invalid(errors);
        if (await clients.FindOrNullAsync(clientId, ct) is not { DeletingSince: null })
            return SaveOutcome<Chatbot>.Missing;

        var id = NewId.Of<ChatbotId>(time);
        publicKey ??= Keys.NewPublicKey();
        if (!await TakePublicKeyAsync(publicKey, clientId, id, ct))
            return SaveOutcome<Chatbot>.Invalid(new FieldError(nameof(Chatbot.PublicKey), FieldErrors.Taken, publicKey));
        var chatbot = await InsertAsync(clientId, id, publicKey, settings, by, key);
        if (chatbot is null)
        {
            await directory.Delete(DirectoryKey.OfPublicKey(publicKey));
            return SaveOutcome<Chatbot>.Invalid(new FieldError(nameof(Chatbot.Key), FieldErrors.Taken, key));
        }

        changes.AnnounceChange();
        return SaveOutcome<Chatbot>.Saved(chatbot);
    }

    /// <returns>Null when the chatbot does not exist or is being deleted.</returns>
    public async Task<Chatbot?> FindOrNullAsync(ClientId clientId, ChatbotId chatbotId, CancellationToken ct) =>
        await chatbots.FindOrNullAsync(clientId, chatbotId, ct) is { DeletingSince: null } chatbot ? chatbot : null;

    public async Task<Chatbot?> FindByKeyOrNullAsync(ClientId clientId, string key, CancellationToken ct) =>
        await chatbots.FirstOrNullAsync(clientId, DocumentQuery<Chatbot>.Where(Filter<Chatbot>.Eq(chatbot => chatbot.Key, key)), ct)
            is { DeletingSince: null } chatbot ? chatbot : null;

    /// <returns>Null when no chatbot has this key, or when its chatbot is being deleted.</returns>
    public async Task<Chatbot?> FindByPublicKeyOrNullAsync(string publicKey, CancellationToken ct) =>
        await directory.FindOrNullAsync(DirectoryKey.OfPublicKey(publicKey), ct) is { } entry ? await FindOrNullAsync(entry.ClientId, entry.ChatbotId, ct) : null;

    /// <summary>Changes the public key. Snippets with the old key stop working.</summary>
    public async Task<SaveOutcome<Chatbot>> ChangePublicKeyAsync(ClientId clientId, ChatbotId chatbotId, string publicKey, CancellationToken ct)
    {
        if (!Keys.IsPublicKey(publicKey))
            return SaveOutcome<Chatbot>.Invalid(new FieldError(nameof(Chatbot.PublicKey), FieldErrors.NotAKey, publicKey));
        if (await FindOrNullAsync(clientId, chatbotId, ct) is not { } before)
            return SaveOutcome<Chatbot>.Missing;
        if (before.PublicKey == publicKey)
            return SaveOutcome<Chatbot>.Unchanged(before);
        if (await FindByPublicKeyOrNullAsync(publicKey, ct) is { } holder && holder.Id != chatbotId
            || !await TakePublicKeyAsync(publicKey, clientId, chatbotId, ct) && (await FindByPublicKeyOrNullAsync(publicKey, ct))?.Id != chatbotId)
            return SaveOutcome<Chatbot>.Invalid(new FieldError(nameof(Chatbot.PublicKey), FieldErrors.Taken, publicKey));
        var result = await chatbots.Modify(
            clientId, chatbotId, new Update<Chatbot>().Set(chatbot => chatbot.PublicKey, publicKey), Filter<Chatbot>.Eq(chatbot => chatbot.DeletingSince, null));
        if (result.After is not { } after)
            return SaveOutcome<Chatbot>.Missing;
        if (result.Before!.PublicKey != publicKey)
            await FreePublicKeyAsync(result.Before);
        changes.AnnounceChange();
        return SaveOutcome<Chatbot>.Saved(after);
    }

    /// <summary>Activates or deactivates a chatbot. An inactive chatbot does not answer, and its widget is not shown.</summary>
    /// <returns>Null when the chatbot does not exist.</returns>
    public async Task<Chatbot?> SetActiveAsync(ClientId clientId, ChatbotId chatbotId, bool active, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var result = await chatbots.Modify(
            clientId, chatbotId, new Update<Chatbot>().Set(chatbot => chatbot.Active, active), Filter<Chatbot>.Eq(chatbot => chatbot.DeletingSince, null));
        changes.AnnounceChange();
        return result.After;
    }

    /// <summary>
    /// Deletes a chatbot and its data. It disappears at once and its keys become free; versions, conversations and knowledge are erased in the
    /// background. Its usage stays in the ledger.
    /// </summary>
    /// <returns>False when the chatbot does not exist.</returns>
    public async Task<bool> DeleteAsync(ClientId clientId, ChatbotId chatbotId, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var result = await chatbots.Modify(
            clientId,
            chatbotId,
            new Update<Chatbot>().Set(chatbot => chatbot.DeletingSince, time.GetUtcNow()).Set(chatbot => chatbot.Key, $"deleted-{chatbotId}"),
            Filter<Chatbot>.Eq(chatbot => chatbot.DeletingSince, null));
        if (result.Before is not { } before)
            return false;
        await FreePublicKeyAsync(before);
        changes.AnnounceDeletion();
        return true;
    }

    /// <summary>Frees a chatbot's public key, unless the key already belongs to another chatbot.</summary>
    private async Task FreePublicKeyAsync(Chatbot had) =>
        await directory.DeleteWhere(
            Filter<DirectoryEntry>.Eq(entry => entry.Id, DirectoryKey.OfPublicKey(had.PublicKey)) & Filter<DirectoryEntry>.Eq(entry => entry.ChatbotId, had.Id));

    /// <summary>Reserves a public key with its directory entry, which makes it unique. An entry whose chatbot does not exist is taken over.</summary>
    private async Task<bool> TakePublicKeyAsync(string publicKey, ClientId clientId, ChatbotId id, CancellationToken ct)
    {
        var entry = new DirectoryEntry { Id = DirectoryKey.OfPublicKey(publicKey), ClientId = clientId, ChatbotId = id };
        if (await directory.Insert(entry) == InsertResult.Inserted)
            return true;
        if (await directory.FindOrNullAsync(entry.Id, ct) is not { } held)
            return await directory.Insert(entry) == InsertResult.Inserted;
        if (await FindOrNullAsync(held.ClientId, held.ChatbotId, ct) is not null)
            return false;
        entry.Version = held.Version;
        return await directory.Replace(entry) == PutResult.Replaced;
    }

    private async Task<Chatbot?> InsertAsync(ClientId clientId, ChatbotId id, string publicKey, ChatbotSettings settings, UserId? by, string? key)
    {
        var version = versions.New(clientId, id, 1, settings, by);
        var stem = key ?? Keys.KeyOf(settings.Name, "chatbot");
        for (var attempt = 1; attempt <= (key is null ? KeyTries : 1); attempt++)
        {
            var chatbot = new Chatbot
            {
                Id = id,
                ClientId = clientId,
                Key = attempt == 1 ? stem : $"{stem}-{attempt}",
                PublicKey = publicKey,
                Name = settings.Name,
                NameSortKey = SortKeys.Of(settings.Name),
                PublishedVersionId = version.Id,
                LatestNumber = 1,
                CreatedAt = version.CreatedAt,
            };
            var group = chatbots.NewGroup();
            var inserted = chatbots.Insert(clientId, chatbot, group);
            versions.Insert(version, group);
            group.Submit();
            if (await inserted == InsertResult.Inserted)
            {
                chatbot.Version = 1;
                return chatbot;
            }
        }

        return null;
    }
}
