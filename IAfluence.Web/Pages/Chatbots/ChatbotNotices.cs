using IAfluence.Core.Chatbots;
using IAfluence.Web.Pages.Shared;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>Says how saving and publishing a chatbot ended: beside the fields, in an alert, or on the next page.</summary>
public sealed class ChatbotNotices(IStringLocalizer<ChatbotsTexts> texts, IStringLocalizer<SharedTexts> words, Times times, CurrentUser user)
{
    /// <summary>An instant as it is read in a time zone.</summary>
    public string When(DateTimeOffset instant, string timeZone) => times.Date(instant, timeZone);

    /// <summary>Puts what Core refuses beside the form's fields.</summary>
    /// <param name="errors">As Core gave them.</param>
    /// <param name="flat">Whether the form's fields stand side by side, whatever object they belong to.</param>
    public void AddErrors(ModelStateDictionary state, IEnumerable<FieldError> errors, bool flat = true) => state.AddErrors(errors, words, flat: flat);

    /// <summary>Tells on the next page what became of a save to the draft.</summary>
    public void TellSaved(PageModel page, SaveKind kind, DraftedChatbot drafted)
    {
        if (drafted.IsLive)
            page.Tell(texts[kind == SaveKind.Unchanged ? "Save.Unchanged" : "Save.Undone"], FlashTone.Info);
        else if (kind == SaveKind.Unchanged)
            page.Tell(texts["Save.UnchangedDraft"], FlashTone.Info);
        else
            page.Tell(texts["Save.InDraft", drafted.Published.Number]);
    }

    /// <summary>Tells on the next page what was published, with the warnings of the checks.</summary>
    /// <param name="page">The page that was posted to.</param>
    /// <param name="outcome">A successful one.</param>
    /// <param name="done">The sentence for a new version.</param>
    public void TellPublished(PageModel page, PublishOutcome outcome, string done)
    {
        var (text, tone) = Published(outcome, done);
        page.Tell(text, tone);
    }

    /// <summary>What was published, with the warnings of the checks.</summary>
    /// <param name="outcome">A successful one.</param>
    /// <param name="done">The sentence for a new version.</param>
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

    /// <summary>Why nothing was published, a sentence for each reason.</summary>
    public IReadOnlyList<string> WhyNot(PublishOutcome outcome, DraftedChatbot drafted) => outcome.Kind switch
    {
        PublishKind.Refused => [.. outcome.Findings.Select(Describe)],
        PublishKind.Invalid => [.. outcome.Errors.Select(Describe)],
        PublishKind.Conflict => [texts["Publish.Conflict", drafted.Published.Number, LabelsOf(drafted.Contested)]],
        _ when drafted.Changes.Count > 0 => [texts["Publish.Moved"], texts["Publish.Waiting", LabelsOf(drafted.Changes)]],
        _ => [texts["Publish.Moved"]],
    };

    /// <summary>What is wrong with a value.</summary>
    /// <param name="code">One of <see cref="FieldErrors"/>.</param>
    /// <param name="argument">What the rule names, as the value itself or a limit.</param>
    public string Explain(string code, object? argument = null) => words[$"Field.{code}", argument ?? ""];

    /// <summary>A refused setting that is edited on another tab.</summary>
    /// <param name="error">As Core gave it.</param>
    /// <param name="isPlatform">Whether the reader is one of those who run the installation.</param>
    public ErrorElsewhere Elsewhere(FieldError error, bool isPlatform) =>
        new(Describe(error), ChatbotTabs.Of(error.Field) is var tab && (isPlatform || !tab.IsOfPlatform) ? tab : null, error);

    /// <summary>Settings as the admin names them.</summary>
    public string LabelsOf(IEnumerable<ChatbotField> fields) => string.Join(", ", fields.Select(field => texts[$"Setting.{field.Name}"].Value));

    /// <summary>The settings that errors are about, as the admin names them, each once.</summary>
    public string LabelsOf(IEnumerable<FieldError> errors) => string.Join(", ", errors.Select(LabelOf).Distinct());

    /// <summary>What only those who run the installation can put right has other words for everyone else.</summary>
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
