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

    /// <summary>The revision of the draft that the person saw when the posted form was made; null for none.</summary>
    [BindProperty]
    public string? Revision { get; set; }

    /// <summary>Whether what is saved is to be published at once.</summary>
    [BindProperty]
    public bool Publish { get; set; }

    /// <summary>Whether the editor's values win over another's.</summary>
    [BindProperty]
    public bool Insist { get; set; }

    /// <summary>What the form carries: what it was made from while it is being put right, else what stands.</summary>
    public string Stamp => ReadStamp ?? Drafted.Stamp;

    /// <summary>The revision that the form carries: what the person saw of the draft while the form is being put right, else what stands.</summary>
    public string Seen => ReadStamp is null && !KeepsSeen ? Drafted.Revision : Revision ?? "";

    /// <summary>Whether someone else has saved the same settings meanwhile.</summary>
    public bool IsConflict { get; private set; }

    /// <summary>The version that holds the others' values when none of them is in the draft; null while the draft holds some.</summary>
    public long? ConflictVersion => Drafted.Overtaken.Any(Drafted.Changes.Contains) ? null : Published.Number;

    /// <summary>Why what was saved, or stood in the draft, was not published; empty when nothing keeps it.</summary>
    public IReadOnlyList<string> Refusals { get; protected set; } = [];

    /// <summary>What keeps the form from being saved and has no field on this page.</summary>
    public IReadOnlyList<ErrorElsewhere> Elsewhere { get; private set; } = [];

    /// <summary>Whether something is to be said at the top of the page's form.</summary>
    public virtual bool HasNotes => IsConflict || Refusals.Count > 0 || Elsewhere.Count > 0;

    /// <summary>The partial that a fragment consists of, beside the bar.</summary>
    public string Region { get; private set; } = "";

    /// <summary>Whether the draft holds changes besides the saved one that the person has not been shown yet.</summary>
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
            return Answer(fragment);
        var saved = await editor.SaveAsync(Chatbot.Id, ReadStamp, edit, Insist, ct);
        switch (saved.Kind)
        {
            case SaveKind.Missing:
                return NotFound();
            case SaveKind.Invalid:
                RefuseAll(saved.Errors);
                return Answer(fragment);
            case SaveKind.Conflict:
                (IsConflict, Drafted) = (true, saved.Value!);
                return Answer(fragment);
        }

        if (Publish)
            return await PublishSavedAsync(saved.Value!, fragment, ct);
        Show(saved.Value!);
        notices.TellSaved(this, saved.Kind, Drafted);
        return Back();
    }

    /// <summary>Publishes the draft; what keeps it from being published is shown with the partial.</summary>
    /// <param name="revision">The draft that the person saw; null for whichever there is.</param>
    /// <param name="done">The text for a new version.</param>
    /// <param name="ct">The caller's own.</param>
    /// <param name="insist">Whether the draft wins over versions published since it was begun.</param>
    protected async Task<IActionResult> PublishAsync(string? revision, string done, string fragment, CancellationToken ct, bool insist = false) =>
        await AnswerAsync(await editor.PublishAsync(Chatbot.Id, revision, insist, ct), done, fragment, ct);

    /// <summary>Publishes what has just been saved, unless the draft held changes besides that the person has not seen.</summary>
    protected async Task<IActionResult> PublishSavedAsync(DraftedChatbot saved, string fragment, CancellationToken ct) =>
        await AnswerAsync(await editor.PublishSavedAsync(saved, Revision, ct), "Save.Done", fragment, ct);

    private async Task<IActionResult> AnswerAsync(PublishOutcome outcome, string done, string fragment, CancellationToken ct)
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
        return Answer(fragment);
    }

    /// <summary>Leads on after something was saved; to the same page unless told.</summary>
    protected IActionResult Back(string? page = null) => this.RedirectOrLocation(
        page ?? BackTo ?? PageName, new { clientId = Client.Id.Value, chatbotId = Chatbot.Id.Value });

    /// <summary>Puts what Core refuses beside the form's fields.</summary>
    /// <param name="errors">Those of settings that this page edits.</param>
    protected virtual void Refuse(IReadOnlyList<FieldError> errors) => notices.AddErrors(ModelState, errors);

    /// <summary>Says everything that Core refuses: beside the field where this page has it, else in a list that leads to the other tabs.</summary>
    protected void RefuseAll(IReadOnlyList<FieldError> errors)
    {
        var isHere = errors.ToLookup(error => ChatbotTabs.Of(error.Field).Page == PageName);
        ListErrors(isHere[false]);
        Refuse([.. isHere[true]]);
    }

    /// <summary>Says what Core refuses in a list.</summary>
    protected void ListErrors(IEnumerable<FieldError> errors) => Elsewhere = [.. errors.Select(error => notices.Elsewhere(error, IsPlatform))];

    /// <summary>
    /// Answers a write that does not lead on: with the page, or, for htmx, with the region and the bar, since either may show another state
    /// of the draft than before.
    /// </summary>
    protected IActionResult Answer(string fragment, int status = StatusCodes.Status422UnprocessableEntity)
    {
        Region = fragment;
        return this.PageOrFragment("_RegionAndBar", status);
    }
}
