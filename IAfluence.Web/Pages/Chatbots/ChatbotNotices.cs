using IAfluence.Core.Chatbots;
using IAfluence.Web.Pages.Shared;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>Shows the result of saving and publishing a chatbot: beside the fields, in an alert, or on the next page.</summary>
public sealed class ChatbotNotices(IStringLocalizer<ChatbotsTexts> texts, IStringLocalizer<SharedTexts> words, Times times, CurrentUser user)
{
    /// <summary>Formats an instant in a time zone.</summary>
    public string When(DateTimeOffset instant, string timeZone) => times.Date(instant, timeZone);

    /// <summary>Adds Core's validation errors to the form's fields.</summary>
    /// <param name="flat">Whether the form has one level for the fields of all objects.</param>
    public void AddErrors(ModelStateDictionary state, IEnumerable<FieldError> errors, bool flat = true) => state.AddErrors(errors, words, flat: flat);

    /// <summary>Shows the result of saving the draft on the next page.</summary>
    public void TellSaved(PageModel page, SaveKind kind, DraftedChatbot drafted)
    {
        if (drafted.IsLive)
            page.Tell(texts[kind == SaveKind.Unchanged ? "Save.Unchanged" : "Save.Undone"], FlashTone.Info);
        else if (kind == SaveKind.Unchanged)
            page.Tell(texts["Save.UnchangedDraft"], FlashTone.Info);
        else
            page.Tell(texts["Save.InDraft", drafted.Published.Number]);
    }

    /// <summary>Shows the published version on the next page, with warnings of the checks.</summary>
    /// <param name="outcome">A successful outcome.</param>
    /// <param name="done">The message for a new version.</param>
    public void TellPublished(PageModel page, PublishOutcome outcome, string done)
    {
        var (text, tone) = Published(outcome, done);
        page.Tell(text, tone);
    }

    /// <summary>Formats the published version, with warnings of the checks.</summary>
    /// <param name="outcome">A successful outcome.</param>
    /// <param name="done">The message for a new version.</param>
    public (string Text, FlashTone Tone) Published(PublishOutcome outcome, string done)
    {
        if (outcome.Kind == PublishKind.Unchanged)
            return (texts["Save.Unchanged"], FlashTone.Info);
        return outcome.Findings.Count == 0
            ? (texts[done, outcome.Version!.Number], FlashTone.Success)
            : (string.Join(' ', [texts[done, outcome.Version!.Number].Value, .. outcome.Findings.Select(Describe)]), FlashTone.Warning);
    }

    public void TellTakenBack(PageModel page, DraftedChatbot drafted) => page.Tell(texts[drafted.IsLive ? "Save.Undone" : "Draft.TakenBack"], FlashTone.Info);

    public void TellRestored(PageModel page, long number, DraftedChatbot drafted) =>
        page.Tell(texts[drafted.IsLive ? "Versions.AlreadyLive" : "Versions.Restored", number], FlashTone.Info);

    public void TellSwitched(PageModel page, bool on) => page.Tell(texts[on ? "State.NowOn" : "State.NowOff"]);

    /// <summary>The reasons why nothing was published, one sentence each.</summary>
    public IReadOnlyList<string> WhyNot(PublishOutcome outcome, DraftedChatbot drafted) => outcome.Kind switch
    {
        PublishKind.Refused => [.. outcome.Findings.Select(Describe)],
        PublishKind.Invalid => [.. outcome.Errors.Select(Describe)],
        PublishKind.Conflict => [texts["Publish.Conflict", drafted.Published.Number, LabelsOf(drafted.Contested)]],
        _ when drafted.Changes.Count > 0 => [texts["Publish.Moved"], texts["Publish.Waiting", LabelsOf(drafted.Changes)]],
        _ => [texts["Publish.Moved"]],
    };

    /// <summary>Describes a validation error.</summary>
    /// <param name="code">One of <see cref="FieldErrors"/>.</param>
    /// <param name="argument">The argument of the rule, such as the value or a limit.</param>
    public string Explain(string code, object? argument = null) => words[$"Field.{code}", argument ?? ""];

    /// <summary>Describes an invalid setting that is edited on another tab.</summary>
    /// <param name="isPlatform">Whether the user is a platform user.</param>
    public ErrorElsewhere Elsewhere(FieldError error, bool isPlatform) =>
        new(Describe(error), ChatbotTabs.Of(error.Field) is var tab && (isPlatform || !tab.IsOfPlatform) ? tab : null, error);

    /// <summary>The labels of settings in the admin.</summary>
    public string LabelsOf(IEnumerable<ChatbotField> fields) => string.Join(", ", fields.Select(field => texts[$"Setting.{field.Name}"].Value));

    /// <summary>The labels of the settings with errors, without duplicates.</summary>
    public string LabelsOf(IEnumerable<FieldError> errors) => string.Join(", ", errors.Select(LabelOf).Distinct());

    // Findings that only platform users can fix have a separate text for other users.
    private string Describe(PublishFinding finding) => !user.IsPlatform && texts[$"Check.{finding.Code}.Member", [.. finding.Arguments]] is { ResourceNotFound: false } text
        ? text
        : texts[$"Check.{finding.Code}", [.. finding.Arguments]];

    private string Describe(FieldError error) => texts["Publish.Error", LabelOf(error), Explain(error.Code, error.Argument)];

    private string LabelOf(FieldError error)
    {
        var name = error.Field.IndexOf('[', StringComparison.Ordinal) is var at and > 0 ? error.Field[..at] : error.Field;
        var known = ChatbotField.All.FirstOrDefault(field => name == field.Name || name.StartsWith(field.Name + ".", StringComparison.Ordinal));
        var label = known is null ? name : texts[$"Setting.{known.Name}"].Value;
        return name.Split('.')[^1] is var language && ChatbotLanguages.All.Contains(language)
            ? texts["Publish.ErrorIn", label, texts[$"Locale.{language}"].Value]
            : label;
    }
}
