using IAfluence.Core.Providers;
using IAfluence.Core.Routing.Changes;
using IAfluence.Web.Htmx;
using IAfluence.Web.Pages.Shared;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Llm.Routes;

/// <summary>Edits the default route, for chatbots without a route of their own or their client's.</summary>
[Authorize(Policies.PlatformUser)]
public sealed class DefaultModel(InstallationRoute installation, ProviderCatalog catalog, RoomTexts<LlmTexts> texts) : PageModel
{
    public RouteForm Route { get; set; } = new();

    /// <summary>The ids of the route that the editor read, used to detect another user's save.</summary>
    public string Read { get; private set; } = "";

    public bool WasChanged { get; private set; }

    public RouteEditor Editor => new(
        Route, catalog.Models, [BuiltinProvider.ModelId], texts["Route.Builtin"],
        ModelState[$"Form.{InstallationRoute.Field}"]?.Errors is [var error, ..] ? error.ErrorMessage : null);

    public async Task OnGetAsync(CancellationToken ct)
    {
        var route = (await installation.FindAsync(ct)).DefaultRoute;
        Route = RouteForm.Of(route.Count == 0 ? null : route, 0);
        Read = string.Join(' ', route);
    }

    public async Task<IActionResult> OnPostAsync(
        [Bind(Prefix = nameof(Route))] RouteForm route, string? read, string? change, bool insist, CancellationToken ct)
    {
        (Route, Read) = (route, read ?? "");
        if (!string.IsNullOrEmpty(change))
        {
            Route.Apply(change);
            return this.PageOrFragment("_DefaultRoute");
        }

        IReadOnlyList<ModelId>? began = insist ? null : [.. Read.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ModelId.From)];
        var outcome = await installation.SaveAsync(began, route.Route, ct);
        if (!outcome.Succeeded)
        {
            WasChanged = outcome.Kind == SaveKind.Conflict;
            ModelState.AddErrors(outcome.Errors, texts);
            return this.PageOrFragment("_DefaultRoute", StatusCodes.Status422UnprocessableEntity);
        }

        this.Tell(texts["Saved"]);
        return this.RedirectOrLocation("/Llm/Routes/Default");
    }
}
