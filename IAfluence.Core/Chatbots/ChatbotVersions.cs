using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>
/// The published versions of chatbots, each immutable. The version is the fact, unique by its number; the chatbot's pointer is projected
/// from it, and whoever meets a version that a crash left without the pointer publishes it first.
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
    /// Publishes at once what an editor made of a version, past the draft. Settings that others have published since are kept where this
    /// editor left them alone; where both changed the same one to different values nothing is written, unless this editor insists.
    /// </summary>
    /// <param name="clientId">The chatbot's client.</param>
    /// <param name="readNumber">The number of the version that the editor began from.</param>
    /// <param name="edited">All its settings, as they are to be.</param>
    /// <param name="by">Who saves; null for the bootstrap file.</param>
    /// <returns>The published version; on conflict the one someone else published.</returns>
    public async Task<SaveOutcome<ChatbotVersion>> SaveAsync(
        ClientId clientId, ChatbotId chatbotId, long readNumber, ChatbotSettings edited, UserId? by, CancellationToken ct, bool insist = false) =>
        await FindNumberOrNullAsync(clientId, chatbotId, readNumber, ct) is { } read
            ? await ApplyAsync(clientId, chatbotId, read.Settings, edited, by, insist, ct)
            : SaveOutcome<ChatbotVersion>.Missing;

    /// <summary>Newest first.</summary>
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

    /// <summary>What keeps these settings from being saved; they are tidied first (<see cref="ChatbotRules.Tidy"/>).</summary>
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

    /// <summary>Puts the settings that differ between the two onto the published version and publishes the result.</summary>
    internal async Task<SaveOutcome<ChatbotVersion>> ApplyAsync(
        ClientId clientId, ChatbotId chatbotId, ChatbotSettings from, ChatbotSettings to, UserId? by, bool insist, CancellationToken ct)
    {
        to = ChatbotRules.Tidy(to);
        var routeChanged = ChatbotField.Changed(from, to).Any(field => field.Name == nameof(to.Route));
        // What stands may be older than the client's brand: the widget leaves it out, and it keeps nothing else from being saved.
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

        throw new StorageUnavailableException($"Chatbot {chatbotId} was published by others at every try.");
    }

    /// <returns>False when its number is taken: someone else is publishing, or a crash kept them from it; their version is published by now.</returns>
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
