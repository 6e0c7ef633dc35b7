using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Web.Htmx;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>A page about the chatbot that its route names, which is read before any handler runs; there is none without it.</summary>
public abstract class ChatbotPage(ChatbotEditor editor, ChatbotNotices notices) : PageModel
{
    public Client Client => editor.Client;

    /// <summary>The chatbot with what is published and what is edited of it.</summary>
    public DraftedChatbot Drafted { get; private set; } = null!;

    public Chatbot Chatbot => Drafted.Chatbot;

    /// <summary>What visitors get.</summary>
    public ChatbotVersion Published => Drafted.Published;

    /// <summary>What is edited: the draft's, or the published ones while there is no draft.</summary>
    public ChatbotSettings Settings => Drafted.Settings;

    public bool MayEdit => editor.MayEdit;

    public bool IsPlatform => editor.IsPlatform;

    /// <summary>The stamp of the settings that the posted form was made from; see <see cref="SettingsStamp"/>.</summary>
    [BindProperty]
    public string? ReadStamp { get; set; }

    /// <summary>Whether what is saved is to be published at once.</summary>
    [BindProperty]
    public bool Publish { get; set; }

    /// <summary>Whether the editor's values win over another's.</summary>
    [BindProperty]
    public bool Insist { get; set; }

    /// <summary>What the form carries: what it was made from while it is being put right, else what stands.</summary>
    public string Stamp => ReadStamp ?? Drafted.Stamp;

    /// <summary>Whether someone else has saved the same settings meanwhile.</summary>
    public bool IsConflict { get; private set; }

    /// <summary>Why what was saved, or stood in the draft, was not published; empty when nothing keeps it.</summary>
    public IReadOnlyList<string> Refusals { get; protected set; } = [];

    public bool HasNotes => IsConflict || Refusals.Count > 0;

    protected ChatbotEditor Editor => editor;

    protected ChatbotNotices Notices => notices;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await editor.OpenOrNullAsync(ChatbotId.From(RouteData.Values["chatbotId"] as string ?? ""), HttpContext.RequestAborted) is not { } drafted)
        {
            context.Result = NotFound();
            return;
        }

        Drafted = drafted;
        ViewData["Title"] = Published.Settings.Name;
        await base.OnPageHandlerExecutionAsync(context, next);
    }

    /// <summary>The address of one of this chatbot's pages.</summary>
    public string PathTo(string section) => ChatbotPaths.To(Client.Id, Chatbot.Id, section);

    /// <summary>An instant as it is read in the client's time zone.</summary>
    public string When(DateTimeOffset instant) => notices.When(instant, Client.TimeZone);

    /// <summary>Settings as the admin names them.</summary>
    public string LabelsOf(IEnumerable<ChatbotField> fields) => notices.LabelsOf(fields);

    /// <summary>Where saving and publishing lead; null for the same page.</summary>
    protected virtual string? BackTo => null;

    /// <summary>From now on the page is about this state, which it has just saved.</summary>
    protected void Show(DraftedChatbot saved) => (Drafted, ReadStamp) = (saved, null);

    /// <summary>Saves what a form edited, publishes it where that was asked, and shows the form again with what keeps it from either.</summary>
    /// <param name="fragment">The form's partial.</param>
    /// <param name="edit">Makes the edited settings.</param>
    /// <param name="ct">The caller's own.</param>
    protected async Task<IActionResult> SaveAsync(string fragment, Func<ChatbotSettings, ChatbotSettings> edit, CancellationToken ct)
    {
        if (!ModelState.IsValid)
            return Refused(fragment);
        var saved = await editor.SaveAsync(Chatbot.Id, ReadStamp, edit, Insist, ct);
        switch (saved.Kind)
        {
            case SaveKind.Missing:
                return NotFound();
            case SaveKind.Invalid:
                Refuse(saved.Errors);
                return Refused(fragment);
            case SaveKind.Conflict:
                IsConflict = true;
                return Refused(fragment);
        }

        Show(saved.Value!);
        if (Publish)
            return await PublishAsync(null, "Save.Done", fragment, ct);
        notices.TellSaved(this, saved.Kind, Drafted);
        return Back();
    }

    /// <summary>Publishes the draft; what keeps it from being published is shown with the partial.</summary>
    /// <param name="revision">The draft that the person saw; null for whichever there is.</param>
    /// <param name="done">The text for a new version.</param>
    /// <param name="fragment">The partial.</param>
    /// <param name="ct">The caller's own.</param>
    /// <param name="insist">Whether the draft wins over versions published since it was begun.</param>
    protected async Task<IActionResult> PublishAsync(string? revision, string done, string fragment, CancellationToken ct, bool insist = false)
    {
        var outcome = await editor.PublishAsync(Chatbot.Id, revision, insist, ct);
        if (outcome.Kind == PublishKind.Missing || await editor.OpenOrNullAsync(Chatbot.Id, ct) is not { } drafted)
            return NotFound();
        if (outcome.Succeeded)
        {
            notices.TellPublished(this, outcome, done);
            return Back();
        }

        Show(drafted);
        Refusals = notices.WhyNot(outcome, drafted);
        return Refused(fragment);
    }

    /// <summary>Leads on after something was saved; to the same page unless told.</summary>
    protected IActionResult Back(string? page = null) => this.RedirectOrLocation(
        page ?? BackTo ?? PageContext.ActionDescriptor.ViewEnginePath, new { clientId = Client.Id.Value, chatbotId = Chatbot.Id.Value });

    /// <summary>Puts what Core refuses beside the form's fields.</summary>
    protected virtual void Refuse(IReadOnlyList<FieldError> errors) => notices.AddErrors(ModelState, errors);

    private IActionResult Refused(string fragment) => this.PageOrFragment(fragment, StatusCodes.Status422UnprocessableEntity);
}

/// <summary>The addresses of chatbots' pages.</summary>
public static class ChatbotPaths
{
    /// <param name="section">As <c>sites</c>; empty for the first page.</param>
    public static string To(ClientId clientId, ChatbotId chatbotId, string section = "") =>
        $"/admin/chatbots/{clientId}/{chatbotId}" + (section.Length == 0 ? "" : "/" + section);
}
