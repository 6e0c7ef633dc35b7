using IAfluence.Core.Chatbots;
using IAfluence.Web.Htmx;
using IAfluence.Web.Pages.Chatbots.Shared;
using IAfluence.Web.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IAfluence.Web.Pages.Chatbots.Behaviour;

/// <summary>Edits the widget's notices, its invitation, and the pages on which it is shown.</summary>
[Authorize(Policies.ClientReadManagerWrite)]
public sealed class IndexModel(ChatbotEditor editor, ChatbotNotices notices, WidgetWording wording) : ChatbotPage(editor, notices)
{
    [BindProperty]
    public BehaviourForm Form { get; set; } = new();

    /// <summary>The page for which the user checks whether the widget is shown.</summary>
    [BindProperty]
    public string? Tried { get; set; }

    public WidgetDrawing Drawing => WidgetDrawing.Of(ChatbotRules.Tidy(Form.ApplyTo(Settings)), wording.Of(Client, Chatbot, Settings));

    /// <summary>Whether the widget is shown on the checked page; null when none was entered.</summary>
    public bool? ShowsOnTried => string.IsNullOrWhiteSpace(Tried) ? null : Form.Pages.Patterns.Allow(TriedPath);

    /// <summary>Whether the invitation is shown on the checked page; null when there is no invitation.</summary>
    public bool? InvitesOnTried => Form.Invites && ShowsOnTried is { } shows ? shows && Form.Invitation.Pages.Patterns.Allow(TriedPath) : null;

    public string TriedPath => PagePath.Of(Tried ?? "") is var path && path.StartsWith('/') ? path : "/" + path;

    /// <summary>Whether publishing will ask visitors who already consented again.</summary>
    public bool AsksAgain => ChatbotConsent.VersionsOrNull(Published.Settings) is { } now
        && ChatbotConsent.VersionsOrNull(ChatbotRules.Tidy(Form.ApplyTo(Settings))) is { } next
        && now.Except(next).Any();

    /// <summary>The published consent versions, one for each text; null when no consent is required.</summary>
    public string? ConsentVersion => ChatbotConsent.VersionsOrNull(Published.Settings) is { } versions ? string.Join(", ", versions) : null;

    public LocalTextView TextView(string field, string key, string label, Func<BehaviourForm, LocalFields> fields, int max) =>
        new($"Form.{field}", key, label, fields(Form), fields(BehaviourForm.Of(Settings)), Settings) { MaxCharacters = max };

    /// <summary>Whether only the preview is rendered.</summary>
    public bool IsDrawing { get; private set; }

    public void OnGet() => Form = BehaviourForm.Of(Settings);

    public async Task<IActionResult> OnPostAsync(string? look, CancellationToken ct)
    {
        // The user cannot correct fields that are collapsed.
        if (!Form.Invites)
            ModelState.Remove("Form.Invitation.AfterSeconds");
        if (look is null)
            return await SaveAsync("_ChatbotBehaviour", Form.ApplyTo, ct);
        ModelState.Clear();
        return this.PageOrFragment("_ChatbotBehaviour");
    }

    /// <summary>Renders the preview of the posted form and the result for the checked page. Nothing is saved.</summary>
    public IActionResult OnPostDrawing()
    {
        IsDrawing = true;
        ModelState.Clear();
        return this.Fragment("_BehaviourDrawing");
    }

    // Core's field "Behaviour.Consent.Text" is the form's "Consent.Text".
    protected override void Refuse(IReadOnlyList<FieldError> errors) =>
        Notices.AddErrors(ModelState, errors.Select(error => error with { Field = error.Field.Replace("Behaviour.", "", StringComparison.Ordinal) }), flat: false);
}
