using IAfluence.Core.Clients;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>Publishes drafts and direct changes. Each publication creates an immutable version.</summary>
public sealed class ChatbotPublisher(
    PlatformDocuments<Client> clients, ChatbotDrafts drafts, ChatbotVersions versions, IEnumerable<IPublishCheck> checks)
{
    private const int Tries = 5;

    /// <summary>
    /// Publishes the draft. Changes of versions published since the draft was started are kept. When the draft changed the same setting to a
    /// different value, nothing is published unless <paramref name="insist"/> is true.
    /// </summary>
    /// <param name="revision">The draft revision that the user saw; null to accept any.</param>
    /// <param name="insist">Whether the draft's values win.</param>
    public async Task<PublishOutcome> PublishAsync(
        ClientId clientId, ChatbotId chatbotId, string? revision, UserId? by, CancellationToken ct, bool insist = false)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (await drafts.FindOrNullAsync(clientId, chatbotId, ct) is not { } drafted)
                return PublishOutcome.Of(PublishKind.Missing);
            if (drafted.Draft is not { } draft || drafted.IsLive)
                return PublishOutcome.Of(PublishKind.Unchanged, drafted.Published);
            if (revision is not null && revision != draft.Revision)
                return PublishOutcome.Of(PublishKind.Moved, drafted.Published);
            if (drafted.Contested.Count > 0 && !insist)
                return PublishOutcome.Of(PublishKind.Conflict, drafted.Published);
            var cssChanged = drafted.Published.Settings.Appearance.Css != drafted.Settings.Appearance.Css;
            if (await versions.CheckAsync(clientId, drafted.Settings, checkModels: false, cssChanged, ct) is { Count: > 0 } errors)
                return PublishOutcome.Of(PublishKind.Invalid, drafted.Published) with { Errors = errors };
            var findings = await AskAsync(drafted.Chatbot, drafted.Settings, ct);
            if (findings.Any(finding => finding.Severity == PublishSeverity.Blocking))
                return PublishOutcome.Of(PublishKind.Refused, drafted.Published) with { Findings = findings };
            var version = versions.New(clientId, chatbotId, drafted.Published.Number + 1, drafted.Settings, by) with { DraftRevision = draft.Revision };
            if (!await versions.TryPublishAsync(version, ct))
                continue;
            await drafts.DeleteAsync(draft);
            return PublishOutcome.Of(PublishKind.Published, version) with { Findings = findings };
        }

        throw new StorageUnavailableException($"Chatbot {chatbotId} was not published, because others published it at every attempt. Try again.");
    }

    /// <summary>
    /// Publishes a change directly: applies the differences between two settings to the published version and publishes the result. The draft
    /// includes the change from then on; its own unpublished edits stay unpublished, and an edit of the same setting becomes a conflict. Publish
    /// checks do not stop the change.
    /// </summary>
    /// <param name="from">The settings before the change.</param>
    /// <param name="to">The settings after the change.</param>
    /// <param name="by">Null for the bootstrap file.</param>
    /// <param name="insist">Whether the change overwrites values published since; otherwise these are a conflict.</param>
    /// <returns>
    /// Never <see cref="PublishKind.Moved"/> or <see cref="PublishKind.Refused"/>; includes the checks' findings when a version was
    /// published.
    /// </returns>
    public async Task<PublishOutcome> PublishChangeAsync(
        ClientId clientId, ChatbotId chatbotId, ChatbotSettings from, ChatbotSettings to, UserId? by, CancellationToken ct, bool insist = true)
    {
        await drafts.DropPublishedAsync(clientId, chatbotId, ct);
        var saved = await versions.ApplyAsync(clientId, chatbotId, from, to, by, insist, ct);
        switch (saved.Kind)
        {
            case SaveKind.Saved:
                var drafted = await drafts.FindOrNullAsync(clientId, chatbotId, ct);
                var findings = drafted is null ? [] : await AskAsync(drafted.Chatbot, saved.Value!.Settings, ct);
                return PublishOutcome.Of(PublishKind.Published, saved.Value) with { Findings = findings };
            case SaveKind.Unchanged:
                return PublishOutcome.Of(PublishKind.Unchanged, saved.Value);
            case SaveKind.Invalid:
                return PublishOutcome.Of(PublishKind.Invalid) with { Errors = saved.Errors };
            case SaveKind.Conflict:
                return PublishOutcome.Of(PublishKind.Conflict, saved.Value);
            default:
                return PublishOutcome.Of(PublishKind.Missing);
        }
    }

    private async Task<IReadOnlyList<PublishFinding>> AskAsync(Chatbot chatbot, ChatbotSettings settings, CancellationToken ct)
    {
        if (await clients.FindOrNullAsync(chatbot.ClientId, ct) is not { } client)
            return [];
        var findings = new List<PublishFinding>();
        foreach (var check in checks)
            findings.AddRange(await check.CheckAsync(new PublishSubject(client, chatbot, settings), ct));
        return findings;
    }
}
