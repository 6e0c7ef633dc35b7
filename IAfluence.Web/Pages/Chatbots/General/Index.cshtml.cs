using System.Globalization;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Quotas;
using IAfluence.Core.ReplyCaching;
using IAfluence.Web.Htmx;
using IAfluence.Web.Pages.Chatbots.Shared;
using IAfluence.Web.Pages.Shared;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots.General;

/// <summary>Edits a chatbot's name and texts, and activates or deactivates it.</summary>
[Authorize(Policies.ClientReadManagerWrite)]
public sealed class IndexModel(
    ChatbotEditor editor, ChatbotNotices notices, QuotaService quotas, ReplySavings savings, IStringLocalizer<ChatbotsTexts> texts, IStringLocalizer<SharedTexts> words)
    : ChatbotPage(editor, notices)
{
    [BindProperty]
    public GeneralForm Form { get; set; } = new();

    public QuotaForm Quota { get; set; } = new();

    public QuotaUseView QuotaUse { get; private set; } = null!;

    /// <summary>The savings of the answer cache this month; null when there are none.</summary>
    public ReplySaving? Saving { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Form = GeneralForm.Of(Settings);
        await ReadAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        if (!Form.TryReadTemperature(out var temperature))
            ModelState.AddModelError("Form.Temperature", words["Binding.NotANumber"]);
        var answer = await SaveAsync("_ChatbotGeneral", read => Form.ApplyTo(read, temperature), ct);
        if (IsConflict && LeftLanguagesAlone(Form.ApplyTo(Settings, temperature)))
            ShowLanguages();
        return answer;
    }

    public async Task<IActionResult> OnPostQuotaAsync([Bind(Prefix = nameof(Quota))] QuotaForm quota, CancellationToken ct)
    {
        if (!IsPlatform)
            return Forbid();
        Form = GeneralForm.Of(Settings);
        await ReadAsync(ct);
        Quota = quota;
        if (!quota.TryRead(ModelState, words, out var ceilings))
            return this.PageOrFragment("_ChatbotQuota", StatusCodes.Status422UnprocessableEntity);
        if ((await quotas.SetAsync(QuotaScope.OfChatbot(Client.Id, Chatbot.Id), ceilings, ct)).Kind == SaveKind.Missing)
            return NotFound();
        this.Tell(words["Saved"]);
        return Back();
    }

    public async Task<IActionResult> OnPostActiveAsync(bool active, CancellationToken ct)
    {
        if (await Editor.SwitchAsync(Chatbot.Id, active, ct) is null)
            return NotFound();
        Notices.TellSwitched(this, active);
        return Back();
    }

    /// <summary>The languages with a check box. With a single language, that language has none; with several, each can be removed.</summary>
    public IReadOnlyList<string> Tickable => Settings.Spoken.Count > 1 ? ChatbotLanguages.All : [.. ChatbotLanguages.All.Except(Settings.Spoken)];

    /// <summary>The checked language that cannot be unchecked; null for a chatbot with a single language, which has no check box.</summary>
    public string? FirstTicked => Settings.Spoken.Count > 1 ? Form.Locale : null;

    public ChoiceView AddressChoice => new(
        "Form.FormOfAddress", texts["General.FormOfAddress"], Form.FormOfAddress ?? FormsOfAddress.Vous,
        [.. FormsOfAddress.All.Select(form => new ChoiceOption(form, texts[$"FormOfAddress.{form}"]))])
    {
        Hint = texts["General.FormOfAddressHint"],
    };

    public LocalTextView TextView(string field, Func<GeneralForm, LocalFields> fields, int rows) =>
        new($"Form.{field}", Keys[field], texts[$"General.{field}"], fields(Form), fields(GeneralForm.Of(Settings)), Settings) { Optional = true, Rows = rows };

    private static readonly Dictionary<string, string> Keys = new() { ["Greeting"] = "greeting", ["Suggestions"] = "suggestions", ["Apology"] = "apology", ["OffMessage"] = "off" };

    // The first language is the form's Locale; the form names a text's language as Core does.
    protected override void Refuse(IReadOnlyList<FieldError> errors)
    {
        Notices.AddErrors(
            ModelState, errors.Select(error => error.Field == nameof(ChatbotSettings.Languages) ? error with { Field = nameof(ChatbotSettings.Locale) } : error), flat: false);
        // Required texts of a new first language are on other tabs, which have fields for it only once it is saved.
        if (Form.Locale is { } first && Elsewhere.Any(other => other.Error.Code == FieldErrors.Required && other.Error.Field.EndsWith("." + first, StringComparison.Ordinal)))
            ModelState.AddModelError("Form.Locale", texts["General.FirstLanguageTexts", texts[$"Locale.{first}"]]);
    }

    private bool LeftLanguagesAlone(ChatbotSettings edited) =>
        SettingsStamp.ReadOrNull(ReadStamp) is { } read
        && ChatbotField.All.Where(field => field.Name is nameof(ChatbotSettings.Locale) or nameof(ChatbotSettings.Languages)).All(field => read.Holds(field, ChatbotRules.Tidy(edited)));

    /// <summary>
    /// Shows the current languages, so that a user who insists on other fields after a conflict does not remove a language added by another.
    /// </summary>
    private void ShowLanguages()
    {
        ModelState.Remove("Form.Locale");
        (Form.Locale, Form.Languages) = (Settings.FirstLanguage, [.. Settings.Spoken]);
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        Quota = QuotaForm.Of(Chatbot.Quota);
        QuotaUse = new QuotaUseView(await quotas.FindStatusOrNullAsync(Client, Chatbot, ct), Client.TimeZone);
        Saving = await savings.FindThisMonthOrNullAsync(Client.Id, Chatbot.Id, ct);
    }
}

/// <summary>The general form.</summary>
public sealed class GeneralForm
{
    public string? Name { get; set; }

    /// <summary>The first language.</summary>
    public string? Locale { get; set; }

    public string? SystemPrompt { get; set; }

    /// <summary>Every language; the first one is <see cref="Locale"/>, whether or not this list contains it.</summary>
    public List<string> Languages { get; set; } = [];

    public string? FormOfAddress { get; set; }

    public LocalFields Greeting { get; set; } = new();

    /// <summary>One suggestion on each line.</summary>
    public LocalFields Suggestions { get; set; } = new();

    /// <summary>Text, because browsers send a decimal point and some users type a comma.</summary>
    public string? Temperature { get; set; }

    public LocalFields Apology { get; set; } = new();

    public LocalFields OffMessage { get; set; } = new();

    public int? AnswerCacheHours { get; set; }

    public static GeneralForm Of(ChatbotSettings settings) => new()
    {
        Name = settings.Name,
        Locale = settings.FirstLanguage,
        Languages = [.. settings.Spoken],
        FormOfAddress = settings.FormOfAddress ?? FormsOfAddress.Vous,
        SystemPrompt = settings.SystemPrompt,
        Greeting = LocalFields.Of(settings.Greeting, settings),
        Suggestions = LocalFields.Of(settings.Suggestions, settings),
        Temperature = settings.Temperature?.ToString(CultureInfo.InvariantCulture),
        Apology = LocalFields.Of(settings.Apology, settings),
        OffMessage = LocalFields.Of(settings.OffMessage, settings),
        AnswerCacheHours = settings.AnswerCacheHours,
    };

    public bool TryReadTemperature(out double? temperature)
    {
        temperature = null;
        if (string.IsNullOrWhiteSpace(Temperature))
            return true;
        var read = double.TryParse(Temperature.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        temperature = number;
        return read;
    }

    public ChatbotSettings ApplyTo(ChatbotSettings read, double? temperature)
    {
        // The fields are in the languages of the rendered form; language changes are applied afterwards.
        var edited = Edit(read, temperature);
        var languages = LanguagesAfter(read);
        return languages.SequenceEqual(read.Spoken) ? edited : ChatbotTexts.WithLanguages(edited, languages);
    }

    /// <summary>Existing languages keep their order.</summary>
    private List<string> LanguagesAfter(ChatbotSettings read) =>
        [.. new[] { Locale ?? "" }.Concat(read.Spoken.Where(Languages.Contains)).Concat(ChatbotLanguages.All.Where(Languages.Contains)).Distinct()];

    private ChatbotSettings Edit(ChatbotSettings read, double? temperature) => read with
    {
        Name = Name ?? "",
        FormOfAddress = FormOfAddress,
        SystemPrompt = SystemPrompt ?? "",
        Greeting = Greeting.ToText(),
        Suggestions = Suggestions.ToTexts(),
        Temperature = temperature,
        Apology = Apology.ToText(),
        OffMessage = OffMessage.ToText(),
        AnswerCacheHours = AnswerCacheHours,
    };
}
