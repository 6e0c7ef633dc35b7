using IAfluence.Core.Providers;
using IAfluence.Core.Routing.Changes;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IAfluence.Web.Pages.Llm.Models;

/// <summary>Shows the routes that use a model, and deletes it when there are none.</summary>
[Authorize(Policies.PlatformUser)]
public sealed class DeleteModel(ModelEditing models, RouteUses uses, ModelRemoval removal, RoomTexts<LlmTexts> texts) : ModelPage(models)
{
    public RouteUse Use { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (IsBuiltin)
            return NotFound();
        Use = await uses.OfAsync([Model.Id], ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (IsBuiltin)
            return NotFound();
        if (await removal.DeleteModelAsync(Model.Id, ct) is { } used)
        {
            Use = used;
            return this.PageOrFragment("_ModelDelete", StatusCodes.Status422UnprocessableEntity);
        }

        this.Tell(texts["Model.Deleted", Model.Name]);
        return this.RedirectOrLocation("/Llm/Providers/Settings", new { providerId = Provider.Id.Value });
    }
}
