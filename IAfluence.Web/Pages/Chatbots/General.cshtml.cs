using System.Globalization;
using IAfluence.Core.AnswerCaching;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Quotas;
using IAfluence.Web.Htmx;
using IAfluence.Web.Pages.Shared;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
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

    public string? Locale { get; set; }

    public string? SystemPrompt { get; set; }

    public string? Greeting { get; set; }

    /// <summary>One on each line.</summary>
    public string? Suggestions { get; set; }

    /// <summary>As text: browsers send a point, people of some languages type a comma.</summary>
    public string? Temperature { get; set; }

    public string? Apology { get; set; }

    public string? OffMessage { get; set; }

    public int? AnswerCacheHours { get; set; }

    public static GeneralForm Of(ChatbotVersion version) => new()
    {
        ReadNumber = version.Number,
        Name = version.Settings.Name,
        Locale = version.Settings.Locale,
        SystemPrompt = version.Settings.SystemPrompt,
        Greeting = version.Settings.Greeting,
        Suggestions = string.Join('\n', version.Settings.Suggestions),
        Temperature = version.Settings.Temperature?.ToString(CultureInfo.InvariantCulture),
        Apology = version.Settings.Apology,
        OffMessage = version.Settings.OffMessage,
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

    public ChatbotSettings ApplyTo(ChatbotSettings read, double? temperature) => read with
    {
        Name = Name ?? "",
        Locale = Locale ?? "",
        SystemPrompt = SystemPrompt ?? "",
        Greeting = Greeting ?? "",
        Suggestions = (Suggestions ?? "").Split('\n'),
        Temperature = temperature,
        Apology = Apology,
        OffMessage = OffMessage,
        AnswerCacheHours = AnswerCacheHours,
    };
}
