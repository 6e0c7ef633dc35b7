using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Providers;
using IAfluence.Core.Replies.Contacts;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Handover;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Conversations;

/// <summary>Shows a conversation with details of each reply; an ongoing conversation is refreshed.</summary>
[Authorize(Policies.ClientReadAgentWrite)]
public sealed class ThreadModel(
    CurrentUser user, CurrentClient client, ThreadViews threads, HandoverService humans, ProviderCatalog catalog, IStringLocalizer<ConversationsTexts> texts) : PageModel
{
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Today = TimeSpan.FromHours(24);

    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    /// <summary>The cursor of an earlier part; null for the latest one.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    /// <summary>The fingerprint of the region that the browser shows.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Seen { get; set; }

    public ConversationThread Thread { get; private set; } = null!;

    public Conversation Conversation => Thread.Conversation;

    /// <summary>Null when the chatbot was deleted.</summary>
    public Chatbot? Chatbot { get; private set; }

    /// <summary>The contacts that the visitor left in it, newest first.</summary>
    public IReadOnlyList<Contact> Contacts { get; private set; } = [];

    /// <summary>Whether the user may return the conversation to the chatbot.</summary>
    public bool MayReply => client.Role >= ClientRole.Agent;

    public string ClientName => client.Client.Name;

    /// <summary>Whether the user is a platform user; only those see which provider was called.</summary>
    public bool IsPlatform => user.IsPlatform;

    public string Zone => client.Client.TimeZone;

    /// <summary>The polling interval of the region; null when no changes are expected.</summary>
    public string? Pace { get; private set; }

    public string Fingerprint { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        TimeSpan age;
        try
        {
            if (await threads.FindOrNullAsync(client.Id, ConversationId.From(Id), Before, ct) is not { } view)
                return NotFound();
            (Thread, Chatbot, Contacts, age) = view;
        }
        catch (InvalidCursorException)
        {
            return RedirectToPage(new { clientId = client.Id, id = Id });
        }

        Pace = PaceOf(age);
        Fingerprint = Shell.Fingerprint.Of(Thread.Entries.SelectMany(Marks).Append($"{Conversation.Version} {Pace} {Contacts.Count}"));
        return Request.WantsFragment() && Seen == Fingerprint ? new NoContentResult() : this.PageOrFragment("_ConversationThread");
    }

    public Task<IActionResult> OnPostGiveBackAsync(CancellationToken ct) => EndAsync(ConversationState.Open, "Human.GivenBack", ct);

    public Task<IActionResult> OnPostCloseAsync(CancellationToken ct) => EndAsync(ConversationState.Closed, "Human.Closed", ct);

    public string ProviderOf(Attempt attempt) =>
        catalog.Models.FirstOrDefault(known => known.Provider.Id == attempt.ProviderId)?.Provider.Key ?? attempt.ProviderId.Value;

    private async Task<IActionResult> EndAsync(ConversationState state, string told, CancellationToken ct)
    {
        var id = ConversationId.From(Id);
        if (!await humans.EndAsync(client.Id, id, state, ct))
        {
            if (await threads.FindOrNullAsync(client.Id, id, null, ct) is null)
                return NotFound();
            told = "Human.NotAwaited";
        }

        this.Tell(texts[told]);
        return this.RedirectOrLocation("Thread", new { clientId = client.Id.Value, id = Id });
    }

    private string? PaceOf(TimeSpan age) => (Before, Thread.InProgress) switch
    {
        ({ }, _) => null,
        (_, true) => "every 1s",
        _ when age < Recent => "every 2s",
        _ when age < Today => "every 15s",
        _ => null,
    };

    private static IEnumerable<string> Marks(ThreadEntry entry) =>
        entry.Attempts.Select(attempt => $"{attempt.Id} {attempt.Version}")
            .Prepend($"{entry.Message.Id} {entry.Message.Version} {entry.ReplyState} {entry.PartialText?.Length}");
}
