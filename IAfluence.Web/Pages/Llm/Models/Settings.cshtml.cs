using IAfluence.Core.Providers;
using IAfluence.Core.Quotas;
using IAfluence.Core.Routing.Changes;
using IAfluence.Core.Routing.Circuits;
using IAfluence.Web.Htmx;
using IAfluence.Web.Pages.Shared;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace IAfluence.Web.Pages.Llm.Models;

/// <summary>Edits a model: name, prices with their history, routes that use it, activation.</summary>
[Authorize(Policies.PlatformUser)]
public sealed class SettingsModel(
    ModelEditing models, ProviderRepair repair, QuotaService quotas, ModelReports reports, CurrentUser user, RoomTexts<LlmTexts> texts) : ModelPage(models)
{
    public ModelForm Form { get; set; } = new();

    /// <summary>The model as another user saved it meanwhile; null without a conflict.</summary>
    public Model? Theirs { get; private set; }

    public QuotaForm Quota { get; set; } = new();

    public QuotaUseView QuotaUse { get; private set; } = null!;

    /// <summary>The result of the test; null when none was run.</summary>
    public ProbeResult? Probe { get; private set; }

    public RouteUse Use { get; private set; } = null!;

    public Func<UserId?, string> NameOf { get; private set; } = _ => "";

    public override Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next) =>
        base.OnPageHandlerExecutionAsync(context, async () =>
        {
            var ct = HttpContext.RequestAborted;
            Form = ModelForm.Of(Model);
            Quota = QuotaForm.Of(Model.Quota);
            QuotaUse = new QuotaUseView(await quotas.FindStatusOrNullAsync(Model, HttpContext.RequestAborted), "UTC");
            (Use, NameOf) = await reports.ReadAsync(Model, ct);
            return await next();
        });

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostSettingsAsync([Bind(Prefix = nameof(Form))] ModelForm form, bool insist, CancellationToken ct)
    {
        if (IsBuiltin)
            return NotFound();
        Form = form;
        if (form.Read(ModelState, texts) is not { } settings)
            return Refused();
        var outcome = await ModelEditing.SaveAsync(Model.Id, insist ? null : form.ReadVersion, settings, user.Id, ct);
        Theirs = outcome.Kind == SaveKind.Conflict ? outcome.Value : null;
        var priced = outcome.Kind == SaveKind.Saved && outcome.Value!.Price != Model.Price;
        return Respond(outcome, priced ? "Price.Saved" : "Model.Saved");
    }

    public async Task<IActionResult> OnPostActiveAsync(bool active, CancellationToken ct) =>
        Respond(await ModelEditing.SetActiveAsync(Model.Id, active, ct), active ? "Model.NowOn" : "Model.NowOff");

    public async Task<IActionResult> OnPostTestAsync(CancellationToken ct)
    {
        if (IsBuiltin)
            return NotFound();
        Probe = await repair.TestAsync(Provider.Id, Model.Id, ct);
        return this.PageOrFragment("_ModelTest");
    }

    public async Task<IActionResult> OnPostQuotaAsync([Bind(Prefix = nameof(Quota))] QuotaForm quota, CancellationToken ct)
    {
        if (IsBuiltin)
            return NotFound();
        Quota = quota;
        if (!quota.TryRead(ModelState, texts, out var ceilings))
            return this.PageOrFragment("_ModelQuota", StatusCodes.Status422UnprocessableEntity);
        await quotas.SetAsync(QuotaScope.OfModel(Model.Id), ceilings, ct);
        this.Tell(texts["Saved"]);
        return this.RedirectOrLocation("/Llm/Models/Settings", new { modelId = Model.Id.Value });
    }

    private IActionResult Respond(SaveOutcome<Model> outcome, string done)
    {
        if (outcome.Kind == SaveKind.Missing)
            return NotFound();
        if (!outcome.Succeeded)
        {
            ModelState.AddErrors(outcome.Errors.Select(error => error with { Field = ModelForm.FieldOf(error.Field) }), texts);
            return Refused();
        }

        this.Tell(texts[done]);
        return this.RedirectOrLocation("/Llm/Models/Settings", new { modelId = Model.Id.Value });
    }

    private IActionResult Refused() => this.PageOrFragment("_ModelSettings", StatusCodes.Status422UnprocessableEntity);
}
