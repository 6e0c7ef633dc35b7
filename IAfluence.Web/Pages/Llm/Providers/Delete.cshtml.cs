using IAfluence.Core.Providers;
using IAfluence.Core.Routing.Changes;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IAfluence.Web.Pages.Llm.Providers;

/// <summary>Shows the routes that use a provider's models, and deletes the provider when there are none.</summary>
[Authorize(Policies.PlatformUser)]
public sealed class DeleteModel(
    ProviderEditing providers, ModelEditing models, RouteUses uses, ModelRemoval removal, RoomTexts<LlmTexts> texts) : ProviderPage(providers, models)
{
    public RouteUse Use { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (IsBuiltin)
            return NotFound();
        Use = await uses.OfAsync([.. Models.Select(model => model.Id)], ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (IsBuiltin)
            return NotFound();
        if (await removal.DeleteProviderAsync(Provider.Id, ct) is { } used)
        {
            Use = used;
            return this.PageOrFragment("_ProviderDelete", StatusCodes.Status422UnprocessableEntity);
        }

        this.Tell(texts["Provider.Deleted", Provider.Title]);
        return this.RedirectOrLocation("/Llm/Providers/Index");
    }
}
