using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Web.Sessions;

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>
/// Edits a chatbot of the current client for the signed-in user: opens it, saves its draft, publishes, reverts, activates and deactivates it.
/// </summary>
public sealed class ChatbotEditor(CurrentClient client, CurrentUser user, ChatbotService chatbots, ChatbotDrafts drafts, ChatbotPublisher publisher)
{
    public Client Client => client.Client;

    public UserId UserId => user.Id;

    public bool MayEdit => client.Role == ClientRole.Manager;

    public bool IsPlatform => user.IsPlatform;

    public Task<DraftedChatbot?> OpenOrNullAsync(ChatbotId chatbotId, CancellationToken ct) => drafts.FindOrNullAsync(client.Id, chatbotId, ct);

    /// <summary>Saves a form's changes to the draft; other settings keep their current value.</summary>
    /// <param name="readStamp">The stamp in the form; null when the edit applies to the current settings.</param>
    /// <param name="edit">Returns the edited settings.</param>
    /// <param name="insist">Whether this editor's values overwrite another's.</param>
    public Task<SaveOutcome<DraftedChatbot>> SaveAsync(
        ChatbotId chatbotId, string? readStamp, Func<ChatbotSettings, ChatbotSettings> edit, bool insist, CancellationToken ct) =>
        drafts.SaveAsync(client.Id, chatbotId, readStamp, edit, user.Id, ct, insist);

    /// <param name="revision">The draft revision that the user saw; null to accept any.</param>
    /// <param name="insist">Whether the draft overwrites versions published since it was started.</param>
    public Task<PublishOutcome> PublishAsync(ChatbotId chatbotId, string? revision, bool insist, CancellationToken ct) =>
        publisher.PublishAsync(client.Id, chatbotId, revision, user.Id, ct, insist);

    /// <summary>Publishes the saved draft, unless it contained other changes that the user has not seen.</summary>
    /// <param name="seen">The draft revision that the user saw; null or empty for none.</param>
    public async Task<PublishOutcome> PublishSavedAsync(DraftedChatbot saved, string? seen, CancellationToken ct) => saved.HeldMoreThan(seen ?? "")
        ? new PublishOutcome(PublishKind.Moved, saved.Published, [], [])
        : await PublishAsync(saved.Chatbot.Id, saved.Revision, insist: false, ct);

    /// <returns>False when the draft has changed since the user saw it.</returns>
    public Task<bool> DiscardAsync(ChatbotId chatbotId, string? revision, CancellationToken ct) => drafts.DiscardAsync(client.Id, chatbotId, revision, ct);

    /// <summary>Reverts the draft's changes to some settings.</summary>
    /// <param name="seen">The draft revision that the user saw; null or empty for none.</param>
    /// <returns>Conflict when the draft has changed since the user saw it.</returns>
    public Task<SaveOutcome<DraftedChatbot>> TakeBackAsync(ChatbotId chatbotId, IReadOnlyCollection<string> fields, string? seen, CancellationToken ct) =>
        drafts.TakeBackAsync(client.Id, chatbotId, fields, user.Id, ct, seen ?? "");

    /// <summary>Activates or deactivates the chatbot immediately.</summary>
    /// <returns>Null when the chatbot does not exist.</returns>
    public Task<Chatbot?> SwitchAsync(ChatbotId chatbotId, bool active, CancellationToken ct) => chatbots.SetActiveAsync(client.Id, chatbotId, active, ct);

    /// <summary>Copies an older version's settings into the draft. The route is kept when the user may not see it.</summary>
    /// <param name="seen">The draft revision that the user saw; null or empty for none.</param>
    /// <returns>Conflict when the draft has changed since the user saw it.</returns>
    public Task<SaveOutcome<DraftedChatbot>> RestoreAsync(ChatbotId chatbotId, long number, string? seen, CancellationToken ct) =>
        drafts.RestoreAsync(client.Id, chatbotId, number, user.Id, ct, seen ?? "", keepRoute: !user.IsPlatform);
}
