using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>Reads and saves chatbots' drafts. Visitors see a draft's changes only after <see cref="ChatbotPublisher"/> publishes it.</summary>
public sealed class ChatbotDrafts(
    ClientDocuments<Chatbot> chatbots, ClientDocuments<ChatbotDraft> drafts, ChatbotVersions versions, TimeProvider time)
{
    private const int Tries = 10;

    /// <returns>Null when the chatbot does not exist.</returns>
    public async Task<DraftedChatbot?> FindOrNullAsync(ClientId clientId, ChatbotId chatbotId, CancellationToken ct)
    {
        if (await chatbots.FindOrNullAsync(clientId, chatbotId, ct) is not { DeletingSince: null } chatbot)
            return null;
        // The draft is read before the published version, so that a draft published in between is recognized as published.
        var draft = await drafts.FindOrNullAsync(clientId, chatbotId, ct);
        if (await versions.FindPublishedOrNullAsync(clientId, chatbotId, ct) is not { } published)
            return null;
        if (draft is null || draft.Revision == published.DraftRevision)
            return new DraftedChatbot(chatbot, published, null, null);
        var basedOn = draft.Base
            ?? (draft.BaseNumber == published.Number ? published : await versions.FindNumberOrNullAsync(clientId, chatbotId, draft.BaseNumber, ct))?.Settings;
        return new DraftedChatbot(chatbot, published, draft, basedOn);
    }

    /// <summary>Counts the unpublished settings of each chatbot. Chatbots without unpublished settings are left out.</summary>
    public async Task<IReadOnlyDictionary<ChatbotId, int>> CountChangesAsync(ClientId clientId, IReadOnlyCollection<ChatbotId> chatbotIds, CancellationToken ct)
    {
        var changes = new Dictionary<ChatbotId, int>();
        if (chatbotIds.Count == 0)
            return changes;
        var found = await drafts.ListAsync(clientId, DocumentQuery<ChatbotDraft>.Where(Filter<ChatbotDraft>.In(draft => draft.Id, chatbotIds)).Take(chatbotIds.Count), ct);
        foreach (var draft in found.Items)
        {
            if (await FindOrNullAsync(clientId, draft.Id, ct) is { IsLive: false } drafted)
                changes[draft.Id] = drafted.Changes.Count;
        }

        return changes;
    }

    /// <summary>
    /// Saves an edit to the draft. Changes that others saved to other settings are kept. When others changed the same setting to a different
    /// value, nothing is saved unless <paramref name="insist"/> is true.
    /// </summary>
    /// <param name="readStamp">
    /// The stamp of the settings that the editor read; null when the edit applies to the current settings. With an unreadable stamp, every
    /// difference is a conflict.
    /// </param>
    /// <param name="edit">Returns the edited settings; settings it does not change keep their current value.</param>
    /// <param name="insist">Whether this editor's values win.</param>
    /// <returns>On conflict, the current draft with the conflicting settings (<see cref="DraftedChatbot.Overtaken"/>).</returns>
    public Task<SaveOutcome<DraftedChatbot>> SaveAsync(
        ClientId clientId, ChatbotId chatbotId, string? readStamp, Func<ChatbotSettings, ChatbotSettings> edit, UserId? by, CancellationToken ct, bool insist = false) =>
        WriteAsync(clientId, chatbotId, new Edit(edit, by) { ReadStamp = readStamp, Insist = insist }, ct);

    /// <summary>Copies the settings of an older version into the draft.</summary>
    /// <param name="seen">The draft revision that the user saw, empty for no draft; null to accept any.</param>
    /// <param name="keepRoute">Whether to keep the current route of models.</param>
    /// <returns>Conflict, with the current draft, when the draft is not the one the user saw.</returns>
    public async Task<SaveOutcome<DraftedChatbot>> RestoreAsync(
        ClientId clientId, ChatbotId chatbotId, long number, UserId? by, CancellationToken ct, string? seen = null, bool keepRoute = false) =>
        await versions.FindNumberOrNullAsync(clientId, chatbotId, number, ct) is { } old
            // An old version may name models that were deleted. The router skips them, so they do not prevent the restore.
            ? await WriteAsync(
                clientId,
                chatbotId,
                new Edit(stands => keepRoute ? old.Settings with { Route = stands.Route } : old.Settings, by) { Seen = seen, Insist = true, ChecksModels = false },
                ct)
            : SaveOutcome<DraftedChatbot>.Missing;

    /// <summary>Reverts the draft's changes to some settings to their published values.</summary>
    /// <param name="fields">Names of settings, as in <see cref="ChatbotField.Name"/>.</param>
    /// <param name="seen">The draft revision that the user saw; null to accept any.</param>
    /// <returns>Conflict, with the current draft, when the draft is not the one the user saw.</returns>
    public async Task<SaveOutcome<DraftedChatbot>> TakeBackAsync(
        ClientId clientId, ChatbotId chatbotId, IReadOnlyCollection<string> fields, UserId? by, CancellationToken ct, string? seen = null)
    {
        var asked = ChatbotField.Completed([.. ChatbotField.All.Where(field => fields.Contains(field.Name))]);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (await FindOrNullAsync(clientId, chatbotId, ct) is not { } stands)
                return SaveOutcome<DraftedChatbot>.Missing;
            if (seen is not null && seen != stands.Revision)
                return SaveOutcome<DraftedChatbot>.Conflict(stands);
            if (stands.Draft is null || stands.Changes.Where(asked.Contains).ToList() is not { Count: > 0 } taken)
                return SaveOutcome<DraftedChatbot>.Unchanged(stands);
            var next = stands.With(stands.DraftWithout(taken, NewRevision(), by, time.GetUtcNow()));
            if (await PutAsync(stands, next, ct) is { } saved)
                return SaveOutcome<DraftedChatbot>.Saved(saved);
        }

        throw TooManyAttempts(chatbotId);
    }

    /// <summary>Deletes the draft, so that editing continues from the published settings.</summary>
    /// <param name="revision">The draft revision that the user saw; null to accept any.</param>
    /// <returns>False when the draft has changed since; it is not deleted then.</returns>
    public async Task<bool> DiscardAsync(ClientId clientId, ChatbotId chatbotId, string? revision, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (await drafts.FindOrNullAsync(clientId, chatbotId, ct) is not { } draft)
            return true;
        if (revision is not null && revision != draft.Revision)
            return false;
        await DeleteAsync(draft);
        return await drafts.FindOrNullAsync(clientId, chatbotId, ct) is null;
    }

    /// <summary>Deletes a draft unless it was saved again.</summary>
    internal async Task DeleteAsync(ChatbotDraft draft) => await drafts.DeleteWhere(
        draft.ClientId, Filter<ChatbotDraft>.Eq(kept => kept.Id, draft.Id) & Filter<ChatbotDraft>.Eq(kept => kept.Revision, draft.Revision));

    /// <summary>Deletes an already published draft that was left behind by a crash. Must run before another version is published.</summary>
    internal async Task DropPublishedAsync(ClientId clientId, ChatbotId chatbotId, CancellationToken ct)
    {
        if (await drafts.FindOrNullAsync(clientId, chatbotId, ct) is { } draft
            && await versions.FindPublishedOrNullAsync(clientId, chatbotId, ct) is { } published && published.DraftRevision == draft.Revision)
            await DeleteAsync(draft);
    }

    private async Task<SaveOutcome<DraftedChatbot>> WriteAsync(ClientId clientId, ChatbotId chatbotId, Edit edit, CancellationToken ct)
    {
        var read = SettingsStamp.ReadOrNull(edit.ReadStamp);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (await FindOrNullAsync(clientId, chatbotId, ct) is not { } stands)
                return SaveOutcome<DraftedChatbot>.Missing;
            if (edit.Seen is not null && edit.Seen != stands.Revision)
                return SaveOutcome<DraftedChatbot>.Conflict(stands);
            stands.SavedOn = stands.Revision;
            var edited = ChatbotRules.Tidy(edit.Make(stands.Settings));
            var touched = ChatbotField.Changed(stands.Settings, edited).Where(field => read is null || !read.Holds(field, edited)).ToList();
            touched.AddRange(LanguagesBroughtBack(touched, edited, stands.Settings));
            var merged = ChatbotField.With(stands.Settings, touched, edited);
            var routeChanged = touched.Any(field => field.Name == nameof(ChatbotSettings.Route));
            // The current CSS may be older than the client's brand setting. The widget leaves such rules out, so they do not prevent saving
            // other settings.
            var cssChanged = stands.Settings.Appearance.Css != merged.Appearance.Css;
            if (await versions.CheckAsync(clientId, merged, edit.ChecksModels && routeChanged, edit.ChecksModels && cssChanged, ct) is { Count: > 0 } errors)
                return SaveOutcome<DraftedChatbot>.Invalid(errors);
            // An unreadable stamp does not tell what the editor read, so every difference may be another editor's change.
            if (!edit.Insist && edit.ReadStamp is not null && touched.Where(field => read is null || !read.Holds(field, stands.Settings)).ToList() is { Count: > 0 } overtaken)
            {
                stands.Overtaken = ChatbotField.Choices(overtaken, overtaken);
                return SaveOutcome<DraftedChatbot>.Conflict(stands);
            }

            // Another editor removed a language for which this edit has texts. Saving would drop the texts silently.
            if (!edit.Insist && read is not null && ChatbotTexts.GivenIn(edited, touched).Except(merged.Spoken).Any())
                return SaveOutcome<DraftedChatbot>.Conflict(stands);
            if (touched.Count == 0)
                return SaveOutcome<DraftedChatbot>.Unchanged(stands);
            var next = stands.With(stands.DraftWith(touched, edited, NewRevision(), edit.By, time.GetUtcNow()));
            if (await PutAsync(stands, next, ct) is { } saved)
            {
                saved.SavedOn = stands.Revision;
                return SaveOutcome<DraftedChatbot>.Saved(saved);
            }
        }

        throw TooManyAttempts(chatbotId);
    }

    /// <summary>Adds the language settings when this edit has texts in a language that was removed meanwhile but that the edit still lists.</summary>
    private static IEnumerable<ChatbotField> LanguagesBroughtBack(List<ChatbotField> touched, ChatbotSettings edited, ChatbotSettings stands)
    {
        if (!ChatbotTexts.GivenIn(edited, touched).Except(stands.Spoken).Intersect(edited.Spoken).Any())
            return [];
        return [.. ChatbotField.All.Where(field => field.Name is nameof(ChatbotSettings.Locale) or nameof(ChatbotSettings.Languages)).Except(touched)];
    }

    /// <returns>Null when another editor has saved the draft meanwhile.</returns>
    private async Task<DraftedChatbot?> PutAsync(DraftedChatbot stands, DraftedChatbot next, CancellationToken ct)
    {
        var clientId = stands.Chatbot.ClientId;
        var draft = next.Draft!;
        if (next.IsLive && next.Contested.Count == 0)
        {
            if (stands.Draft is not null)
                await DeleteAsync(stands.Draft);
            return await FindOrNullAsync(clientId, stands.Chatbot.Id, ct) is { Draft: null } live ? live : null;
        }

        if (stands.Draft is not null)
        {
            draft.Version = stands.Draft.Version;
            return await drafts.Replace(clientId, draft) == PutResult.Replaced ? next : null;
        }

        if (await drafts.Insert(clientId, draft) == InsertResult.Inserted)
            return next;
        // A crash may have left behind a draft that is already published.
        if (await drafts.FindOrNullAsync(clientId, draft.Id, ct) is { } left && left.Revision == stands.Published.DraftRevision)
            await DeleteAsync(left);
        return null;
    }

    private string NewRevision() => NewId.Of<ChatbotVersionId>(time).Value;

    private static StorageUnavailableException TooManyAttempts(ChatbotId chatbotId) => new($"The draft of chatbot {chatbotId} was not saved, because others saved it at every attempt. Try again.");

    /// <summary>An edit with its preconditions.</summary>
    private sealed record Edit(Func<ChatbotSettings, ChatbotSettings> Make, UserId? By)
    {
        public string? ReadStamp { get; init; }

        public string? Seen { get; init; }

        public bool Insist { get; init; }

        public bool ChecksModels { get; init; } = true;
    }
}
