using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>
/// Stores the published versions of chatbots. A version is immutable and unique by its number; the chatbot's pointer follows from it. When a
/// crash leaves a version without the pointer, the next publication sets the pointer first.
/// </summary>
public sealed class ChatbotVersions(
    PlatformDocuments<Client> clients,
    ClientDocuments<Chatbot> chatbots,
    ClientDocuments<ChatbotVersion> versions,
    PlatformDocuments<Model> models,
    PublishedChatbots published,
    TimeProvider time)
{
    private const int Tries = 5;

    /// <summary>
    /// Publishes an edit of a version directly, without the draft. Changes that others published to other settings are kept. When others changed
    /// the same setting to a different value, nothing is published unless <paramref name="insist"/> is true.
    /// </summary>
    /// <param name="readNumber">The number of the version that the editor started from.</param>
    /// <param name="edited">All settings, including unchanged ones.</param>
    /// <param name="by">Null for the bootstrap file.</param>
    /// <returns>The published version; on conflict, the version that another editor published.</returns>
    public async Task<SaveOutcome<ChatbotVersion>> SaveAsync(
        ClientId clientId, ChatbotId chatbotId, long readNumber, ChatbotSettings edited, UserId? by, CancellationToken ct, bool insist = false) =>
        await FindNumberOrNullAsync(clientId, chatbotId, readNumber, ct) is { } read
            ? await ApplyAsync(clientId, chatbotId, read.Settings, edited, by, insist, ct)
            : SaveOutcome<ChatbotVersion>.Missing;

    /// <summary>Lists versions, newest first.</summary>
    public Task<DocumentPage<ChatbotVersion>> ListAsync(ClientId clientId, ChatbotId chatbotId, string? after, int take, CancellationToken ct) =>
        versions.ListAsync(
            clientId,
            DocumentQuery<ChatbotVersion>.Where(Filter<ChatbotVersion>.Eq(version => version.ChatbotId, chatbotId))
                .ByDescending(version => version.Number).StartAfter(after).Take(take),
            ct);

    public async Task<ChatbotVersion?> FindNumberOrNullAsync(ClientId clientId, ChatbotId chatbotId, long number, CancellationToken ct) =>
        await versions.FirstOrNullAsync(
            clientId,
            DocumentQuery<ChatbotVersion>.Where(
                Filter<ChatbotVersion>.Eq(version => version.ChatbotId, chatbotId) & Filter<ChatbotVersion>.Eq(version => version.Number, number)),
            ct);

    public async Task<ChatbotVersion?> FindPublishedOrNullAsync(ClientId clientId, ChatbotId chatbotId, CancellationToken ct) =>
        await chatbots.FindOrNullAsync(clientId, chatbotId, ct) is { DeletingSince: null } chatbot
            ? await versions.FindOrNullAsync(clientId, chatbot.PublishedVersionId, ct)
            : null;

    /// <summary>Validates settings that <see cref="ChatbotRules.Tidy"/> has normalized.</summary>
    /// <param name="checkModels">Whether the route's models must exist.</param>
    /// <param name="checkBrand">Whether the CSS must keep the brand visible, for clients whose widgets show it.</param>
    internal async Task<IReadOnlyList<FieldError>> CheckAsync(ClientId clientId, ChatbotSettings settings, bool checkModels, bool checkBrand, CancellationToken ct)
    {
        var brandShows = checkBrand && settings.Appearance.Css is not null && await clients.FindOrNullAsync(clientId, ct) is { WithoutBrand: false };
        var errors = ChatbotRules.Check(settings, brandShows);
        return checkModels ? [.. errors, .. await RouteRules.UnknownModelsAsync(models, nameof(settings.Route), settings.Route, ct)] : errors;
    }

    internal ChatbotVersion New(ClientId clientId, ChatbotId chatbotId, long number, ChatbotSettings settings, UserId? by) => new()
    {
        Id = NewId.Of<ChatbotVersionId>(time),
        ClientId = clientId,
        ChatbotId = chatbotId,
        Number = number,
        Settings = settings,
        CreatedBy = by,
        CreatedAt = time.GetUtcNow(),
    };

    internal void Insert(ChatbotVersion version, WriteGroup group) => versions.Insert(version.ClientId, version, group);

    /// <summary>Applies the differences between two settings to the published version and publishes the result.</summary>
    internal async Task<SaveOutcome<ChatbotVersion>> ApplyAsync(
        ClientId clientId, ChatbotId chatbotId, ChatbotSettings from, ChatbotSettings to, UserId? by, bool insist, CancellationToken ct)
    {
        to = ChatbotRules.Tidy(to);
        var routeChanged = ChatbotField.Changed(from, to).Any(field => field.Name == nameof(to.Route));
        // The current CSS may be older than the client's brand setting. The widget leaves such rules out, so they do not prevent saving
        // other settings.
        var cssChanged = from.Appearance.Css != to.Appearance.Css;
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (await FindPublishedOrNullAsync(clientId, chatbotId, ct) is not { } current)
                return SaveOutcome<ChatbotVersion>.Missing;
            if (await CheckAsync(clientId, to, routeChanged, cssChanged, ct) is { Count: > 0 } errors)
                return SaveOutcome<ChatbotVersion>.Invalid(errors);
            if (!insist && ChatbotField.Contested(from, to, current.Settings).Count > 0)
                return SaveOutcome<ChatbotVersion>.Conflict(current);
            var merged = ChatbotField.Merge(from, to, current.Settings);
            if (ChatbotField.Changed(current.Settings, merged).Count == 0)
                return SaveOutcome<ChatbotVersion>.Unchanged(current);
            var next = New(clientId, chatbotId, current.Number + 1, merged, by);
            if (await TryPublishAsync(next, ct))
                return SaveOutcome<ChatbotVersion>.Saved(next);
        }

        throw new StorageUnavailableException($"Chatbot {chatbotId} was not published, because others published it at every attempt. Try again.");
    }

    /// <returns>False when another version already has the number; that version is published when the call returns.</returns>
    internal async Task<bool> TryPublishAsync(ChatbotVersion version, CancellationToken ct)
    {
        var group = versions.NewGroup();
        var inserted = versions.Insert(version.ClientId, version, group);
        _ = Point(version, group);
        group.Submit();
        if (await inserted == InsertResult.Inserted)
        {
            published.Invalidate();
            return true;
        }

        if (await FindNumberOrNullAsync(version.ClientId, version.ChatbotId, version.Number, ct) is { } leftover)
            await Point(leftover, null);
        published.Invalidate();
        return false;
    }

    private Write<ModifyResult<Chatbot>> Point(ChatbotVersion version, WriteGroup? group) => chatbots.Modify(
        version.ClientId,
        version.ChatbotId,
        new Update<Chatbot>()
            .Set(chatbot => chatbot.PublishedVersionId, version.Id)
            .Set(chatbot => chatbot.LatestNumber, version.Number)
            .Set(chatbot => chatbot.Name, version.Settings.Name)
            .Set(chatbot => chatbot.NameSortKey, SortKeys.Of(version.Settings.Name)),
        Filter<Chatbot>.Eq(chatbot => chatbot.LatestNumber, version.Number - 1),
        group: group);
}
