using IAfluence.Core.Providers;
using IAfluence.Core.Routing.Changes;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace IAfluence.Web.Pages.Llm.Models;

/// <summary>Replaces a model by another in every route, after showing the routes.</summary>
[Authorize(Policies.PlatformUser)]
public sealed class ReplaceModel(
    ModelEditing models, RouteUses uses, ProviderCatalog catalog, ModelReplacements replacements, CurrentUser user, RoomTexts<LlmTexts> texts) : ModelPage(models)
{
    public RouteUse Use { get; private set; } = null!;

    /// <summary>The id of the replacing model.</summary>
    public string? To { get; private set; }

    /// <summary>The other models that can be called.</summary>
    public IEnumerable<ResolvedModel> Others => catalog.Models.Where(found => found.Model.Id != Model.Id);

    public override Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next) =>
        base.OnPageHandlerExecutionAsync(context, async () =>
        {
            Use = await uses.OfAsync([Model.Id], HttpContext.RequestAborted);
            return await next();
        });

    public void OnGet([FromQuery] string? to) => To = to;

    public async Task<IActionResult> OnPostAsync([FromForm] string? to, CancellationToken ct)
    {
        To = to;
        if (string.IsNullOrEmpty(to))
            return Refused("Field.required");
        var outcome = await replacements.ReplaceAsync(Model.Id, ModelId.From(to), user.Id, ct);
        if (outcome.Kind == SaveKind.Missing)
            return NotFound();
        if (outcome.Value is not { } order)
            return Refused("Field.unknown_model");
        this.Tell(
            order.FinishedAt is null ? texts["Replace.Running"] : texts["Replace.Done", Use.RouteCount],
            order.FinishedAt is null ? FlashTone.Info : FlashTone.Success);
        return this.RedirectOrLocation("/Llm/Models/Settings", new { modelId = Model.Id.Value });
    }

    private IActionResult Refused(string message)
    {
        ModelState.AddModelError(nameof(To), texts[message]);
        return this.PageOrFragment("_ModelReplace", StatusCodes.Status422UnprocessableEntity);
    }
}
