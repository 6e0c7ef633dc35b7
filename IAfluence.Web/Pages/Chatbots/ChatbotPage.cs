using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Web.Htmx;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>A page of the chatbot in the route. The chatbot is read before a handler runs; without it the page returns 404.</summary>
public abstract class ChatbotPage(ChatbotEditor editor, ChatbotNotices notices) : PageModel
{
    public Client Client => editor.Client;

    /// <summary>The chatbot with its published version and its draft.</summary>
    public DraftedChatbot Drafted { get; private set; } = null!;

    public Chatbot Chatbot => Drafted.Chatbot;

    /// <summary>The version that visitors get.</summary>
    public ChatbotVersion Published => Drafted.Published;

    /// <summary>The settings to edit: the draft's, or the published ones without a draft.</summary>
    public ChatbotSettings Settings => Drafted.Settings;

    public bool MayEdit => editor.MayEdit;

    public bool IsPlatform => editor.IsPlatform;

    /// <summary>The stamp of the settings from which the posted form was rendered; see <see cref="SettingsStamp"/>.</summary>
    [BindProperty]
    public string? ReadStamp { get; set; }

    /// <summary>The draft revision when the posted form was rendered; null for none.</summary>
    [BindProperty]
    public string? Revision { get; set; }

    /// <summary>Whether to publish right after saving.</summary>
    [BindProperty]
    public bool Publish { get; set; }

    /// <summary>Whether this editor's values overwrite another's.</summary>
    [BindProperty]
    public bool Insist { get; set; }

    /// <summary>The stamp in the form: the posted one while errors are corrected, otherwise the current one.</summary>
    public string Stamp => ReadStamp ?? Drafted.Stamp;

    /// <summary>The draft revision in the form: the posted one while errors are corrected, otherwise the current one.</summary>
    public string Seen => ReadStamp is null && !KeepsSeen ? Drafted.Revision : Revision ?? "";

    /// <summary>Whether another editor has saved the same settings meanwhile.</summary>
    public bool IsConflict { get; private set; }

    /// <summary>The version with the other editors' values; null when the draft contains some of them.</summary>
    public long? ConflictVersion => Drafted.Overtaken.Any(Drafted.Changes.Contains) ? null : Published.Number;

    /// <summary>Why the saved settings or the draft were not published; empty when there is no reason.</summary>
    public IReadOnlyList<string> Refusals { get; protected set; } = [];

    /// <summary>Errors of settings that have no field on this page.</summary>
    public IReadOnlyList<ErrorElsewhere> Elsewhere { get; private set; } = [];

    /// <summary>Whether the form has messages at its top.</summary>
    public virtual bool HasNotes => IsConflict || Refusals.Count > 0 || Elsewhere.Count > 0;

    /// <summary>The partial that a fragment contains besides the bar.</summary>
    public string Region { get; private set; } = "";

    /// <summary>Whether the draft contains changes, besides the saved one, that the user has not seen.</summary>
    protected bool KeepsSeen { get; set; }

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

    /// <summary>The name of the page that is shown, such as <c>/Chatbots/General/Index</c>.</summary>
    public string PageName => PageContext.ActionDescriptor.ViewEnginePath;

    /// <summary>Formats an instant in the client's time zone.</summary>
    public string When(DateTimeOffset instant) => notices.When(instant, Client.TimeZone);

    /// <summary>The labels of settings in the admin.</summary>
    public string LabelsOf(IEnumerable<ChatbotField> fields) => notices.LabelsOf(fields);

    /// <summary>The page to open after saving and publishing; null for the same page.</summary>
    protected virtual string? BackTo => null;

    /// <summary>Continues with the saved state.</summary>
    protected void Show(DraftedChatbot saved) => (Drafted, ReadStamp) = (saved, null);

    /// <summary>Saves a form, publishes it if requested, and shows the form again with the errors of either step.</summary>
    /// <param name="fragment">The form's partial.</param>
    /// <param name="edit">Returns the edited settings.</param>
    protected async Task<IActionResult> SaveAsync(string fragment, Func<ChatbotSettings, ChatbotSettings> edit, CancellationToken ct)
    {
        if (!ModelState.IsValid)
            return Respond(fragment);
        var saved = await editor.SaveAsync(Chatbot.Id, ReadStamp, edit, Insist, ct);
        switch (saved.Kind)
        {
            case SaveKind.Missing:
                return NotFound();
            case SaveKind.Invalid:
                RefuseAll(saved.Errors);
                return Respond(fragment);
            case SaveKind.Conflict:
                (IsConflict, Drafted) = (true, saved.Value!);
                return Respond(fragment);
        }

        if (Publish)
            return await PublishSavedAsync(saved.Value!, fragment, ct);
        Show(saved.Value!);
        notices.TellSaved(this, saved.Kind, Drafted);
        return Back();
    }

    /// <summary>Publishes the draft. When that fails, the partial shows why.</summary>
    /// <param name="revision">The draft revision that the user saw; null to accept any.</param>
    /// <param name="done">The message for a new version.</param>
    /// <param name="insist">Whether the draft overwrites versions published since it was started.</param>
    protected async Task<IActionResult> PublishAsync(string? revision, string done, string fragment, CancellationToken ct, bool insist = false) =>
        await RespondAsync(await editor.PublishAsync(Chatbot.Id, revision, insist, ct), done, fragment, ct);

    /// <summary>Publishes the saved draft, unless it contained other changes that the user has not seen.</summary>
    protected async Task<IActionResult> PublishSavedAsync(DraftedChatbot saved, string fragment, CancellationToken ct) =>
        await RespondAsync(await editor.PublishSavedAsync(saved, Revision, ct), "Save.Done", fragment, ct);

    private async Task<IActionResult> RespondAsync(PublishOutcome outcome, string done, string fragment, CancellationToken ct)
    {
        if (outcome.Kind == PublishKind.Missing || await editor.OpenOrNullAsync(Chatbot.Id, ct) is not { } drafted)
            return NotFound();
        if (outcome.Succeeded)
        {
            notices.TellPublished(this, outcome, done);
            return Back();
        }

        Show(drafted);
        Refusals = notices.WhyNot(outcome, drafted);
        return Respond(fragment);
    }

    /// <summary>Redirects after a save, by default to the same page.</summary>
    protected IActionResult Back(string? page = null) => this.RedirectOrLocation(
        page ?? BackTo ?? PageName, new { clientId = Client.Id.Value, chatbotId = Chatbot.Id.Value });

    /// <summary>Adds Core's validation errors to the form's fields.</summary>
    /// <param name="errors">Errors of settings that this page edits.</param>
    protected virtual void Refuse(IReadOnlyList<FieldError> errors) => notices.AddErrors(ModelState, errors);

    /// <summary>Shows every validation error: beside the field if this page has it, otherwise in a list with links to the other tabs.</summary>
    protected void RefuseAll(IReadOnlyList<FieldError> errors)
    {
        var isHere = errors.ToLookup(error => ChatbotTabs.Of(error.Field).Page == PageName);
        ListErrors(isHere[false]);
        Refuse([.. isHere[true]]);
    }

    /// <summary>Shows validation errors in a list.</summary>
    protected void ListErrors(IEnumerable<FieldError> errors) => Elsewhere = [.. errors.Select(error => notices.Elsewhere(error, IsPlatform))];

    /// <summary>
    /// Renders the page after a write or, for htmx, the region and the bar, because the state of the draft can have changed in both.
    /// </summary>
    protected IActionResult Respond(string fragment, int status = StatusCodes.Status422UnprocessableEntity)
    {
        Region = fragment;
        return this.PageOrFragment("_RegionAndBar", status);
    }
}
