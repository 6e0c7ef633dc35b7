using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>
/// Saves a chatbot: every save writes one immutable version and publishes it. The version is the fact, unique by its number; the
/// chatbot's pointer is projected from it, and whoever meets a version that a crash left unpublished publishes it first.
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
    /// Saves what an editor made of the version they read. Settings that others have changed since are kept where this editor left them
    /// alone; where both changed the same one to different values nothing is written, unless this editor insists.
    /// </summary>
    /// <param name="clientId">The chatbot's client.</param>
    /// <param name="chatbotId">The chatbot.</param>
    /// <param name="readNumber">The number of the version that the editor began from.</param>
    /// <param name="edited">All its settings, as they are to be.</param>
    /// <param name="by">Who saves; null for the bootstrap file.</param>
    /// <returns>The published version; on conflict the one someone else saved.</returns>
    public Task<SaveOutcome<ChatbotVersion>> SaveAsync(
        ClientId clientId, ChatbotId chatbotId, long readNumber, ChatbotSettings edited, UserId? by, CancellationToken ct, bool insist = false) =>
        SaveAsync(clientId, chatbotId, readNumber, edited, by, insist, restores: false, ct);

    /// <summary>Publishes what an older version holds, as a new version; the ones between stay.</summary>
    public async Task<SaveOutcome<ChatbotVersion>> RestoreAsync(ClientId clientId, ChatbotId chatbotId, long number, UserId? by, CancellationToken ct)
    {
        if (await FindNumberOrNullAsync(clientId, chatbotId, number, ct) is not { } old
            || await FindPublishedOrNullAsync(clientId, chatbotId, ct) is not { } current)
            return SaveOutcome<ChatbotVersion>.Missing;
        // What was once published may name models that are gone: the router passes over those, and the rest is worth having back.
        return await SaveAsync(clientId, chatbotId, current.Number, old.Settings, by, insist: true, restores: true, ct);
    }

    /// <summary>Newest first.</summary>
    public Task<Page<ChatbotVersion>> ListAsync(ClientId clientId, ChatbotId chatbotId, string? after, int take, CancellationToken ct) =>
        versions.ListAsync(
            clientId,
            Query<ChatbotVersion>.Where(Filter<ChatbotVersion>.Eq(version => version.ChatbotId, chatbotId))
                .ByDescending(version => version.Number).StartAfter(after).Take(take),
            ct);

    public async Task<ChatbotVersion?> FindNumberOrNullAsync(ClientId clientId, ChatbotId chatbotId, long number, CancellationToken ct) =>
        await versions.FirstOrNullAsync(
            clientId,
            Query<ChatbotVersion>.Where(
                Filter<ChatbotVersion>.Eq(version => version.ChatbotId, chatbotId) & Filter<ChatbotVersion>.Eq(version => version.Number, number)),
            ct);

    public async Task<ChatbotVersion?> FindPublishedOrNullAsync(ClientId clientId, ChatbotId chatbotId, CancellationToken ct) =>
        await chatbots.FindOrNullAsync(clientId, chatbotId, ct) is { DeletingSince: null } chatbot
            ? await versions.FindOrNullAsync(clientId, chatbot.PublishedVersionId, ct)
            : null;

    /// <summary>What keeps these settings from being saved; they are tidied first (<see cref="ChatbotRules.Tidy"/>).</summary>
    /// <param name="clientId">Its client.</param>
    /// <param name="settings">What is to be saved.</param>
    /// <param name="checkModels">Whether its models must exist.</param>
    /// <param name="checkBrand">Whether its CSS must leave the brand in sight where the client's widgets show it.</param>
    /// <param name="ct">The caller's own.</param>
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

    private async Task<SaveOutcome<ChatbotVersion>> SaveAsync(
        ClientId clientId, ChatbotId chatbotId, long readNumber, ChatbotSettings edited, UserId? by, bool insist, bool restores, CancellationToken ct)
    {
        edited = ChatbotRules.Tidy(edited);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (await FindPublishedOrNullAsync(clientId, chatbotId, ct) is not { } current)
                return SaveOutcome<ChatbotVersion>.Missing;
            var read = readNumber == current.Number ? current : await FindNumberOrNullAsync(clientId, chatbotId, readNumber, ct);
            if (read is null)
                return SaveOutcome<ChatbotVersion>.Missing;
            var routeChanged = ChatbotField.Changed(read.Settings, edited).Any(field => field.Name == nameof(edited.Route));
            // What stands may be older than the client's brand: the widget leaves it out, and it keeps nothing else from being saved.
            var cssChanged = read.Settings.Appearance.Css != edited.Appearance.Css;
            if (await CheckAsync(clientId, edited, !restores && routeChanged, !restores && cssChanged, ct) is { Count: > 0 } errors)
                return SaveOutcome<ChatbotVersion>.Invalid(errors);
            if (!insist && ChatbotField.Contested(read.Settings, edited, current.Settings).Count > 0)
                return SaveOutcome<ChatbotVersion>.Conflict(current);
            var merged = ChatbotField.Merge(read.Settings, edited, current.Settings);
            if (ChatbotField.Changed(current.Settings, merged).Count == 0)
                return SaveOutcome<ChatbotVersion>.Unchanged(current);
            var next = New(clientId, chatbotId, current.Number + 1, merged, by);
            if (await PublishAsync(next))
                return SaveOutcome<ChatbotVersion>.Saved(next);
            await PublishLeftoverAsync(clientId, chatbotId, next.Number, ct);
        }

        throw new StorageUnavailableException($"Chatbot {chatbotId} was saved by others at every try.");
    }

    private async Task<bool> PublishAsync(ChatbotVersion version)
    {
        var group = versions.NewGroup();
        var inserted = versions.Insert(version.ClientId, version, group);
        _ = Point(version, group);
        group.Submit();
        if (await inserted != InsertResult.Inserted)
            return false;
        published.Invalidate();
        return true;
    }

    /// <summary>Someone else's version has our number: either they are publishing it now, or a crash kept them from it.</summary>
    private async Task PublishLeftoverAsync(ClientId clientId, ChatbotId chatbotId, long number, CancellationToken ct)
    {
        if (await FindNumberOrNullAsync(clientId, chatbotId, number, ct) is { } leftover)
            await Point(leftover, null);
        published.Invalidate();
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
