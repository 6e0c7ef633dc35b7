using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>What is edited of chatbots: saves go to the draft, which visitors never get until <see cref="ChatbotPublisher"/> publishes it.</summary>
public sealed class ChatbotDrafts(
    ClientDocuments<Chatbot> chatbots, ClientDocuments<ChatbotDraft> drafts, ChatbotVersions versions, TimeProvider time)
{
    private const int Tries = 10;

    /// <returns>Null when there is no such chatbot.</returns>
    public async Task<DraftedChatbot?> FindOrNullAsync(ClientId clientId, ChatbotId chatbotId, CancellationToken ct)
    {
        if (await chatbots.FindOrNullAsync(clientId, chatbotId, ct) is not { DeletingSince: null } chatbot)
            return null;
        // Read before the published version: a draft that is published in between is then recognised as such.
        var draft = await drafts.FindOrNullAsync(clientId, chatbotId, ct);
        if (await versions.FindPublishedOrNullAsync(clientId, chatbotId, ct) is not { } published)
            return null;
        if (draft is null || draft.Revision == published.DraftRevision)
            return new DraftedChatbot(chatbot, published, null, null);
        var basedOn = draft.Base
            ?? (draft.BaseNumber == published.Number ? published : await versions.FindNumberOrNullAsync(clientId, chatbotId, draft.BaseNumber, ct))?.Settings;
        return new DraftedChatbot(chatbot, published, draft, basedOn);
    }

    /// <summary>How many settings of each of these chatbots are not published yet; those without any are left out.</summary>
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
    /// Saves an edit to the draft. Settings that others have changed since are kept where this editor left them alone; where both changed
    /// the same one to different values nothing is written, unless this editor insists.
    /// </summary>
    /// <param name="clientId">The chatbot's client.</param>
    /// <param name="readStamp">
    /// The stamp of the settings that the editor read; null when the edit is made on what stands now. A stamp that cannot be read makes every
    /// difference a conflict.
    /// </param>
    /// <param name="edit">Makes the edited settings; what it leaves alone stays as it stands.</param>
    /// <param name="ct">The caller's own.</param>
    /// <param name="insist">Whether this editor's values win.</param>
    /// <returns>On conflict what stands now, with the settings concerned (<see cref="DraftedChatbot.Overtaken"/>).</returns>
    public Task<SaveOutcome<DraftedChatbot>> SaveAsync(
        ClientId clientId, ChatbotId chatbotId, string? readStamp, Func<ChatbotSettings, ChatbotSettings> edit, UserId? by, CancellationToken ct, bool insist = false) =>
        WriteAsync(clientId, chatbotId, new Edit(edit, by) { ReadStamp = readStamp, Insist = insist }, ct);

    /// <summary>Puts the settings of an older version into the draft.</summary>
    /// <param name="clientId">The chatbot's client.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="ct">The caller's own.</param>
    /// <param name="seen">The revision of the draft that the person saw, empty for none; null for whichever there is.</param>
    /// <param name="keepRoute">Whether the route of models stays as it stands.</param>
    /// <returns>Conflict, with what stands, when the draft is not the one that the person saw.</returns>
    public async Task<SaveOutcome<DraftedChatbot>> RestoreAsync(
        ClientId clientId, ChatbotId chatbotId, long number, UserId? by, CancellationToken ct, string? seen = null, bool keepRoute = false) =>
        await versions.FindNumberOrNullAsync(clientId, chatbotId, number, ct) is { } old
            // What was once published may name models that are gone: the router passes over those, and the rest is worth having back.
            ? await WriteAsync(
                clientId,
                chatbotId,
                new Edit(stands => keepRoute ? old.Settings with { Route = stands.Route } : old.Settings, by) { Seen = seen, Insist = true, ChecksModels = false },
                ct)
            : SaveOutcome<DraftedChatbot>.Missing;

    /// <summary>Takes back the draft's own changes of some settings; they are again as published.</summary>
    /// <param name="clientId">The chatbot's client.</param>
    /// <param name="fields">Names of settings, as in <see cref="ChatbotField.Name"/>.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="ct">The caller's own.</param>
    /// <param name="seen">The revision of the draft that the person saw; null for whichever there is.</param>
    /// <returns>Conflict, with what stands, when the draft is not the one that the person saw.</returns>
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

        throw BusyAt(chatbotId);
    }

    /// <summary>Throws the draft away; what is edited is again what is published.</summary>
    /// <param name="clientId">The chatbot's client.</param>
    /// <param name="revision">The revision that the person saw; null for whichever there is.</param>
    /// <param name="ct">The caller's own.</param>
    /// <returns>False when the draft has changed since; nothing was thrown away.</returns>
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

    /// <summary>Deletes a draft that is published already but was left behind by a crash. Must run before another version is published.</summary>
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
            // What stands may be older than the client's brand: the widget leaves it out, and it keeps nothing else from being saved.
            var cssChanged = stands.Settings.Appearance.Css != merged.Appearance.Css;
            if (await versions.CheckAsync(clientId, merged, edit.ChecksModels && routeChanged, edit.ChecksModels && cssChanged, ct) is { Count: > 0 } errors)
                return SaveOutcome<DraftedChatbot>.Invalid(errors);
            // A stamp that cannot be read says nothing of what the editor read: every difference may be the work of someone else.
            if (!edit.Insist && edit.ReadStamp is not null && touched.Where(field => read is null || !read.Holds(field, stands.Settings)).ToList() is { Count: > 0 } overtaken)
            {
                stands.Overtaken = ChatbotField.Choices(overtaken, overtaken);
                return SaveOutcome<DraftedChatbot>.Conflict(stands);
            }

            // Someone else has taken the language away that this editor wrote in: the words would be dropped unseen.
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

        throw BusyAt(chatbotId);
    }

    /// <summary>Words of this editor in a language that no longer stands bring the language back with them, where the editor still has it.</summary>
    private static IEnumerable<ChatbotField> LanguagesBroughtBack(List<ChatbotField> touched, ChatbotSettings edited, ChatbotSettings stands)
    {
        if (!ChatbotTexts.GivenIn(edited, touched).Except(stands.Spoken).Intersect(edited.Spoken).Any())
            return [];
        return [.. ChatbotField.All.Where(field => field.Name is nameof(ChatbotSettings.Locale) or nameof(ChatbotSettings.Languages)).Except(touched)];
    }

    /// <returns>Null when someone else has saved the draft meanwhile.</returns>
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
        // A crash may have left a draft behind that is published already.
        if (await drafts.FindOrNullAsync(clientId, draft.Id, ct) is { } left && left.Revision == stands.Published.DraftRevision)
            await DeleteAsync(left);
        return null;
    }

    private string NewRevision() => NewId.Of<ChatbotVersionId>(time).Value;

    private static StorageUnavailableException BusyAt(ChatbotId chatbotId) => new($"The draft of chatbot {chatbotId} was saved by others at every try.");

    /// <summary>What is to be saved, and on which conditions.</summary>
    private sealed record Edit(Func<ChatbotSettings, ChatbotSettings> Make, UserId? By)
    {
        public string? ReadStamp { get; init; }

        public string? Seen { get; init; }

        public bool Insist { get; init; }

        public bool ChecksModels { get; init; } = true;
    }
}
