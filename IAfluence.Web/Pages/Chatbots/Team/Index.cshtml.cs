using System.Globalization;
using System.Text.RegularExpressions;
using IAfluence.Core.Chatbots;
using IAfluence.Web.Htmx;
using IAfluence.Web.Pages.Shared;
using IAfluence.Web.Sessions;
using IAfluence.Web.WidgetApi;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots.Team;

/// <summary>Edits how visitors reach the team: handover, contact form, and hours.</summary>
[Authorize(Policies.ClientReadManagerWrite)]
public sealed partial class IndexModel(
    ChatbotEditor editor, ChatbotNotices notices, IStringLocalizer<BehaviourTexts> texts, IStringLocalizer<SharedTexts> words, TimeProvider time)
    : ChatbotPage(editor, notices)
{
    [BindProperty]
    public TeamForm Form { get; set; } = new();

    /// <summary>What visitors are offered with the form's values.</summary>
    public TeamOutlook Outlook => TeamOutlook.Of(Form.ApplyTo(Settings), Client, time.GetUtcNow());

    /// <summary>The message about the hours that visitors read now, in the chatbot's language.</summary>
    public string Read => VisitorTexts.OfHours(Outlook.Standing, Outlook.Now, Settings.FirstLanguage);

    /// <summary>Whether the outlook is sent together with the form.</summary>
    public bool IsBeside { get; private set; }

    public void OnGet() => Form = TeamForm.Of(Settings);

    public async Task<IActionResult> OnPostAsync(string? change, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(change))
            return await SaveAsync("_ChatbotTeam", Form.ApplyTo, ct);
        ModelState.Clear();
        WeekFields.Apply(Form.Days, change);
        IsBeside = Request.WantsFragment();
        return this.PageOrFragment("_TeamChanged");
    }

    /// <summary>Renders what visitors would be offered with the form's values. Nothing is saved.</summary>
    public IActionResult OnPostOutlook() => this.Fragment("_TeamOutlook");

    /// <summary>The options for one field of the contact form.</summary>
    public ChoiceView Asked(string field, string? chosen) =>
        new($"Form.Contact.{field}", texts[$"Contact.{field}"], chosen, [.. ContactField.All.Select(value => new ChoiceOption(value, texts[$"Contact.{value}"]))]) { Small = true };

    protected override void Refuse(IReadOnlyList<FieldError> errors)
    {
        var plain = new List<FieldError>();
        foreach (var error in errors)
        {
            if (error is { Field: "Contact.Email", Code: FieldErrors.Required })
                ModelState.AddModelError("Form.Contact.Email", texts["Contact.OneOfTwo"]);
            else if (error.Field.StartsWith("Hours.", StringComparison.Ordinal))
                RefuseHours(error);
            else
                plain.Add(error);
        }

        Notices.AddErrors(ModelState, plain, flat: false);
    }

    /// <summary>Maps Core's interval index, in the stored order, to the form's day and interval.</summary>
    private void RefuseHours(FieldError error)
    {
        var intervals = ChatbotRules.Tidy(Form.ApplyTo(Settings)).Hours?.Intervals ?? [];
        var at = IntervalPattern().Match(error.Field) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : -1;
        var message = error.Code switch
        {
            FieldErrors.Required => texts["Hours.NoneGiven"].Value,
            FieldErrors.OutOfRange => texts["Hours.EndsBefore"].Value,
            FieldErrors.NotATime => texts["Hours.NotATime"].Value,
            _ => words[$"Field.{error.Code}", error.Argument ?? ""].Value,
        };
        ModelState.AddModelError(at >= 0 && at < intervals.Count ? $"Form.Days[{intervals[at].Day}]" : "Form.Days", message);
    }

    [GeneratedRegex(@"^Hours\.Intervals\[(\d+)\]")]
    private static partial Regex IntervalPattern();
}
