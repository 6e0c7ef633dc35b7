using IAfluence.Core.Chatbots;
using IAfluence.Web.Htmx;
using IAfluence.Web.Pages.Chatbots.Shared;
using IAfluence.Web.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IAfluence.Web.Pages.Chatbots.Behaviour;

/// <summary>What the widget tells and asks first, when it opens by itself, on which pages it shows.</summary>
[Authorize(Policies.ClientReadManagerWrite)]
public sealed class IndexModel(ChatbotEditor editor, ChatbotNotices notices, WidgetWording wording) : ChatbotPage(editor, notices)
{
    [BindProperty]
    public BehaviourForm Form { get; set; } = new();

    /// <summary>The page for which someone asks whether the widget shows.</summary>
    [BindProperty]
    public string? Tried { get; set; }

    public WidgetDrawing Drawing => WidgetDrawing.Of(ChatbotRules.Tidy(Form.ApplyTo(Settings)), wording.Of(Client, Chatbot, Settings));

    /// <summary>Whether the widget shows on the page that was asked about; null when none was.</summary>
    public bool? ShowsOnTried => string.IsNullOrWhiteSpace(Tried) ? null : Form.Pages.Patterns.Allow(TriedPath);

    /// <summary>Whether the invitation shows there too; null when there is none.</summary>
    public bool? InvitesOnTried => Form.Invites && ShowsOnTried is { } shows ? shows && Form.Invitation.Pages.Patterns.Allow(TriedPath) : null;

    public string TriedPath => PagePath.Of(Tried ?? "") is var path && path.StartsWith('/') ? path : "/" + path;

    /// <summary>Whether visitors who agreed before are to be asked again once this is published.</summary>
    public bool AsksAgain => ChatbotConsent.VersionsOrNull(Published.Settings) is { } now
        && ChatbotConsent.VersionsOrNull(ChatbotRules.Tidy(Form.ApplyTo(Settings))) is { } next
        && now.Except(next).Any();

    /// <summary>The names of what visitors agree to today, one for each text there is of it; null when nothing is asked.</summary>
    public string? ConsentVersion => ChatbotConsent.VersionsOrNull(Published.Settings) is { } versions ? string.Join(", ", versions) : null;

    public LocalTextView TextView(string field, string key, string label, Func<BehaviourForm, LocalFields> fields, int max) =>
        new($"Form.{field}", key, label, fields(Form), fields(BehaviourForm.Of(Settings)), Settings) { MaxCharacters = max };

    /// <summary>Whether only what follows the form is sent.</summary>
    public bool IsDrawing { get; private set; }

    public void OnGet() => Form = BehaviourForm.Of(Settings);

    public async Task<IActionResult> OnPostAsync(string? look, CancellationToken ct)
    {
        // What is folded away cannot be put right.
        if (!Form.Invites)
            ModelState.Remove("Form.Invitation.AfterSeconds");
        if (look is null)
            return await SaveAsync("_ChatbotBehaviour", Form.ApplyTo, ct);
        ModelState.Clear();
        return this.PageOrFragment("_ChatbotBehaviour");
    }

    /// <summary>The drawing of what the form holds, and what it means for the page that is asked about; nothing is saved.</summary>
    public IActionResult OnPostDrawing()
    {
        IsDrawing = true;
        ModelState.Clear();
        return this.Fragment("_BehaviourDrawing");
    }

    // Core's "Behaviour.Consent.Text" is the form's "Consent.Text".
    protected override void Refuse(IReadOnlyList<FieldError> errors) =>
        Notices.AddErrors(ModelState, errors.Select(error => error with { Field = error.Field.Replace("Behaviour.", "", StringComparison.Ordinal) }), flat: false);
}
