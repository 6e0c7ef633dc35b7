using IAfluence.Core.Providers;
using IAfluence.Core.Quotas;
using IAfluence.Core.Routing.Circuits;
using IAfluence.Web.Htmx;
using IAfluence.Web.Pages.Shared;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace IAfluence.Web.Pages.Llm.Providers;

/// <summary>Edits a provider: settings, API key, models, activation.</summary>
[Authorize(Policies.PlatformUser)]
public sealed class SettingsModel(
    ProviderEditing providers, ModelEditing models, ProviderRepair repair, QuotaService quotas, RoomTexts<LlmTexts> texts) : ProviderPage(providers, models)
{
    public ProviderForm Form { get; set; } = new();

    public ApiKeyForm Key { get; set; } = new();

    /// <summary>The provider as another user saved it meanwhile; null without a conflict.</summary>
    public Provider? Theirs { get; private set; }

    public QuotaForm Quota { get; set; } = new();

    public QuotaUseView QuotaUse { get; private set; } = null!;

    /// <summary>The result of the test; null when none was run.</summary>
    public ProbeResult? Probe { get; private set; }

    public ProviderFields Fields => new(Preset, IsBuiltin, IsNew: false);

    public override Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next) =>
        base.OnPageHandlerExecutionAsync(context, async () =>
        {
            Form = ProviderForm.Of(Provider);
            Quota = QuotaForm.Of(Provider.Quota);
            QuotaUse = new QuotaUseView(await quotas.FindStatusOrNullAsync(Provider, HttpContext.RequestAborted), "UTC");
            return await next();
        });

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostSettingsAsync([Bind(Prefix = nameof(Form))] ProviderForm form, bool insist, CancellationToken ct)
    {
        if (IsBuiltin)
            return NotFound();
        Form = form;
        if (!ModelState.IsValid)
            return Refused("_ProviderSettings");
        var outcome = await repair.SaveAsync(Provider.Id, insist ? null : form.ReadVersion, form.Settings(Provider.Kind, Provider.Preset), ct);
        Theirs = outcome.Kind == SaveKind.Conflict ? outcome.Value : null;
        var dropped = outcome.Kind == SaveKind.Saved && Provider.ProtectedApiKey is not null && outcome.Value!.ProtectedApiKey is null;
        return Respond(outcome, "_ProviderSettings", nameof(Form), dropped ? "Key.Dropped" : "Provider.Saved", dropped ? FlashTone.Warning : FlashTone.Success);
    }

    public async Task<IActionResult> OnPostKeyAsync([Bind(Prefix = nameof(Key))] ApiKeyForm key, CancellationToken ct)
    {
        if (IsBuiltin)
            return NotFound();
        var outcome = await repair.StoreApiKeyAsync(Provider.Id, key.ApiKey, ct);
        return Respond(outcome, "_ProviderKey", nameof(Key), "Key.Stored");
    }

    public async Task<IActionResult> OnPostRemoveKeyAsync(CancellationToken ct) =>
        Respond(await ProviderEditing.RemoveApiKeyAsync(Provider.Id, ct), "_ProviderKey", nameof(Key), "Key.Removed");

    public async Task<IActionResult> OnPostActiveAsync(bool active, CancellationToken ct) =>
        Respond(await ProviderEditing.SetActiveAsync(Provider.Id, active, ct), "_ProviderSettings", nameof(Form), active ? "Provider.NowOn" : "Provider.NowOff");

    public async Task<IActionResult> OnPostTestAsync(CancellationToken ct)
    {
        if (IsBuiltin)
            return NotFound();
        Probe = await repair.TestAsync(Provider.Id, null, ct);
        return this.PageOrFragment("_ProviderTest");
    }

    public async Task<IActionResult> OnPostQuotaAsync([Bind(Prefix = nameof(Quota))] QuotaForm quota, CancellationToken ct)
    {
        if (IsBuiltin)
            return NotFound();
        Quota = quota;
        if (!quota.TryRead(ModelState, texts, out var ceilings))
            return this.PageOrFragment("_ProviderQuota", StatusCodes.Status422UnprocessableEntity);
        await quotas.SetAsync(QuotaScope.OfProvider(Provider.Id), ceilings, ct);
        this.Tell(texts["Saved"]);
        return this.RedirectOrLocation("/Llm/Providers/Settings", new { providerId = Provider.Id.Value });
    }

    private IActionResult Respond(SaveOutcome<Provider> outcome, string fragment, string prefix, string done, FlashTone tone = FlashTone.Success)
    {
        if (outcome.Kind == SaveKind.Missing)
            return NotFound();
        if (!outcome.Succeeded)
        {
            ModelState.AddErrors(outcome.Errors, texts, prefix);
            return Refused(fragment);
        }

        this.Tell(texts[done], tone);
        return this.RedirectOrLocation("/Llm/Providers/Settings", new { providerId = Provider.Id.Value });
    }

    private IActionResult Refused(string fragment) => this.PageOrFragment(fragment, StatusCodes.Status422UnprocessableEntity);
}

/// <summary>The API key form; the key is never sent back to the browser.</summary>
public sealed class ApiKeyForm
{
    public string? ApiKey { get; set; }
}
