using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Web.Sessions;

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>Edits a chatbot of the current client in the name of the signed-in user: opens it, saves to its draft, publishes, takes back, switches on and off.</summary>
public sealed class ChatbotEditor(CurrentClient client, CurrentUser user, ChatbotService chatbots, ChatbotDrafts drafts, ChatbotPublisher publisher)
{
    public Client Client => client.Client;

    public UserId UserId => user.Id;

    public bool MayEdit => client.Role == ClientRole.Manager;

    public bool IsPlatform => user.IsPlatform;

    public Task<DraftedChatbot?> OpenOrNullAsync(ChatbotId chatbotId, CancellationToken ct) => drafts.FindOrNullAsync(client.Id, chatbotId, ct);

    /// <summary>Saves to the draft what a form made of the settings that it read; what the form leaves alone stays as it stands.</summary>
    /// <param name="readStamp">The stamp that the form carries; null for an edit of what stands now.</param>
    /// <param name="edit">Makes the edited settings.</param>
    /// <param name="insist">Whether this editor's values win over another's.</param>
    /// <param name="ct">The caller's own.</param>
    public Task<SaveOutcome<DraftedChatbot>> SaveAsync(
        ChatbotId chatbotId, string? readStamp, Func<ChatbotSettings, ChatbotSettings> edit, bool insist, CancellationToken ct) =>
        drafts.SaveAsync(client.Id, chatbotId, readStamp, edit, user.Id, ct, insist);

    /// <param name="revision">The draft that the person saw; null for whichever there is.</param>
    /// <param name="insist">Whether the draft wins over versions published since it was begun.</param>
    /// <param name="ct">The caller's own.</param>
    public Task<PublishOutcome> PublishAsync(ChatbotId chatbotId, string? revision, bool insist, CancellationToken ct) =>
        publisher.PublishAsync(client.Id, chatbotId, revision, user.Id, ct, insist);

    /// <summary>Publishes what has just been saved, unless the draft held changes besides that the person has not seen.</summary>
    /// <param name="saved">The outcome of the save.</param>
    /// <param name="seen">The revision of the draft that the person saw; null or empty for none.</param>
    /// <param name="ct">The caller's own.</param>
    public async Task<PublishOutcome> PublishSavedAsync(DraftedChatbot saved, string? seen, CancellationToken ct) => saved.HeldMoreThan(seen ?? "")
        ? new PublishOutcome(PublishKind.Moved, saved.Published, [], [])
        : await PublishAsync(saved.Chatbot.Id, saved.Revision, insist: false, ct);

    /// <returns>False when the draft has changed since the person saw it.</returns>
    public Task<bool> DiscardAsync(ChatbotId chatbotId, string? revision, CancellationToken ct) => drafts.DiscardAsync(client.Id, chatbotId, revision, ct);

    /// <summary>Takes back the draft's own changes of some settings.</summary>
    /// <param name="fields">Names of settings.</param>
    /// <param name="seen">The revision of the draft that the person saw; null or empty for none.</param>
    /// <param name="ct">The caller's own.</param>
    /// <returns>Conflict when the draft has changed since the person saw it.</returns>
    public Task<SaveOutcome<DraftedChatbot>> TakeBackAsync(ChatbotId chatbotId, IReadOnlyCollection<string> fields, string? seen, CancellationToken ct) =>
        drafts.TakeBackAsync(client.Id, chatbotId, fields, user.Id, ct, seen ?? "");

    /// <summary>Switches the chatbot on or off, at once.</summary>
    /// <returns>Null when there is no such chatbot.</returns>
    public Task<Chatbot?> SwitchAsync(ChatbotId chatbotId, bool active, CancellationToken ct) => chatbots.SetActiveAsync(client.Id, chatbotId, active, ct);

    /// <summary>Puts an older version's settings into the draft. Who may not see the route of models leaves it as it stands.</summary>
    /// <param name="seen">The revision of the draft that the person saw; null or empty for none.</param>
    /// <param name="ct">The caller's own.</param>
    /// <returns>Conflict when the draft has changed since the person saw it.</returns>
    public Task<SaveOutcome<DraftedChatbot>> RestoreAsync(ChatbotId chatbotId, long number, string? seen, CancellationToken ct) =>
        drafts.RestoreAsync(client.Id, chatbotId, number, user.Id, ct, seen ?? "", keepRoute: !user.IsPlatform);
}
