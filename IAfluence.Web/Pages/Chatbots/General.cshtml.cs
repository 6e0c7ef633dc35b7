using System.Globalization;
using IAfluence.Core.AnswerCaching;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Quotas;
using IAfluence.Web.Htmx;
using IAfluence.Web.Pages.Shared;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>What a chatbot is called and what it says; switching it on and off.</summary>
[Authorize(Policies.ClientReadManagerWrite)]
public sealed class GeneralModel(ChatbotDesk desk, QuotaService quotas, AnswerSavings savings) : ChatbotPage(desk)
{
    [BindProperty]
    public GeneralForm Form { get; set; } = new();

    public QuotaForm Quota { get; set; } = new();

    public QuotaUseView QuotaUse { get; private set; } = null!;

    /// <summary>What the answer cache has saved this month; null when nothing.</summary>
    public AnswerSaving? Saving { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Form = GeneralForm.Of(Version);
        await ReadAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(bool insist, CancellationToken ct)
    {
        await ReadAsync(ct);
        if (!Form.TryReadTemperature(out var temperature))
            ModelState.AddModelError("Form.Temperature", Desk.Words["Binding.NotANumber"]);
        return await SaveAsync(Form.ReadNumber, insist, "_ChatbotGeneral", read => Form.ApplyTo(read, temperature), ct);
    }

    public async Task<IActionResult> OnPostQuotaAsync([Bind(Prefix = nameof(Quota))] QuotaForm quota, CancellationToken ct)
    {
        if (!IsPlatform)
            return Forbid();
        Form = GeneralForm.Of(Version);
        await ReadAsync(ct);
        Quota = quota;
        if (!quota.TryRead(ModelState, Desk.Words, out var ceilings))
            return this.PageOrFragment("_ChatbotQuota", StatusCodes.Status422UnprocessableEntity);
        if ((await quotas.SetAsync(QuotaScope.OfChatbot(Client.Id, Chatbot.Id), ceilings, ct)).Kind == SaveKind.Missing)
            return NotFound();
        this.Tell(Desk.Words["Saved"]);
        return this.RedirectOrLocation("General", new { clientId = Client.Id.Value, chatbotId = Chatbot.Id.Value });
    }

    public async Task<IActionResult> OnPostActiveAsync(bool active, CancellationToken ct)
    {
        if (await Desk.Chatbots.SetActiveAsync(Client.Id, Chatbot.Id, active, ct) is null)
            return NotFound();
        this.Tell(Desk.Texts[active ? "State.NowOn" : "State.NowOff"]);
        return this.RedirectOrLocation("General", new { clientId = Client.Id.Value, chatbotId = Chatbot.Id.Value });
    }

    /// <summary>The languages that may be ticked. A chatbot of one language has it chosen already; of several each can be taken away.</summary>
    public IReadOnlyList<string> Tickable => Version.Settings.Spoken.Count > 1 ? ChatbotLanguages.All : [.. ChatbotLanguages.All.Except(Version.Settings.Spoken)];

    public ChoiceView AddressChoice => new(
        "Form.FormOfAddress", Desk.Texts["General.FormOfAddress"], Form.FormOfAddress ?? FormsOfAddress.Vous,
        [.. FormsOfAddress.All.Select(form => new ChoiceOption(form, Desk.Texts[$"FormOfAddress.{form}"]))])
    {
        Hint = Desk.Texts["General.FormOfAddressHint"],
    };

    public LocalTextView TextView(string field, LocalFields fields, int rows) =>
        new($"Form.{field}", Keys[field], Desk.Texts[$"General.{field}"], fields, Version.Settings) { Optional = true, Rows = rows };

    private static readonly Dictionary<string, string> Keys = new() { ["Greeting"] = "greeting", ["Suggestions"] = "suggestions", ["Apology"] = "apology", ["OffMessage"] = "off" };

    // The first of the languages is the form's Locale, and the form names a text's language as Core does.
    protected override void Refuse(IReadOnlyList<FieldError> errors) => ModelState.AddErrors(
        errors.Select(error => error.Field == nameof(ChatbotSettings.Languages) ? error with { Field = nameof(ChatbotSettings.Locale) } : error), Desk.Words, flat: false);

    private async Task ReadAsync(CancellationToken ct)
    {
        Quota = QuotaForm.Of(Chatbot.Quota);
        QuotaUse = new QuotaUseView(await quotas.FindStatusOrNullAsync(Client, Chatbot, ct), Client.TimeZone);
        Saving = await savings.FindThisMonthOrNullAsync(Client.Id, Chatbot.Id, ct);
    }
}

/// <summary>What the general form sends.</summary>
public sealed class GeneralForm
{
    public long ReadNumber { get; set; }

    public string? Name { get; set; }

    /// <summary>The first language.</summary>
    public string? Locale { get; set; }

    public string? SystemPrompt { get; set; }

    /// <summary>Every language it speaks; the first is <see cref="Locale"/>, whether or not it is among them.</summary>
    public List<string> Languages { get; set; } = [];

    public string? FormOfAddress { get; set; }

    public LocalFields Greeting { get; set; } = new();

    /// <summary>One on each line.</summary>
    public LocalFields Suggestions { get; set; } = new();

    /// <summary>As text: browsers send a point, people of some languages type a comma.</summary>
    public string? Temperature { get; set; }

    public LocalFields Apology { get; set; } = new();

    public LocalFields OffMessage { get; set; } = new();

    public int? AnswerCacheHours { get; set; }

    public static GeneralForm Of(ChatbotVersion version) => new()
    {
        ReadNumber = version.Number,
        Name = version.Settings.Name,
        Locale = version.Settings.FirstLanguage,
        Languages = [.. version.Settings.Spoken],
        FormOfAddress = version.Settings.FormOfAddress ?? FormsOfAddress.Vous,
        SystemPrompt = version.Settings.SystemPrompt,
        Greeting = LocalFields.Of(version.Settings.Greeting, version.Settings),
        Suggestions = LocalFields.Of(version.Settings.Suggestions, version.Settings),
        Temperature = version.Settings.Temperature?.ToString(CultureInfo.InvariantCulture),
        Apology = LocalFields.Of(version.Settings.Apology, version.Settings),
        OffMessage = LocalFields.Of(version.Settings.OffMessage, version.Settings),
        AnswerCacheHours = version.Settings.AnswerCacheHours,
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
        // The fields are in the languages that were read; other languages come after.
        var edited = Edit(read, temperature);
        var languages = LanguagesAfter(read);
        return languages.SequenceEqual(read.Spoken) ? edited : ChatbotTexts.WithLanguages(edited, languages);
    }

    /// <summary>Those that were spoken before keep their order.</summary>
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
