using IAfluence.Core.Chatbots;
using IAfluence.Core.Providers;
using IAfluence.Web.Htmx;
using IAfluence.Web.Pages.Shared;
using IAfluence.Web.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>Which models answer, in which order; for those who run the installation.</summary>
[Authorize(Policies.PlatformUser)]
[Authorize(Policies.ClientManager)]
public sealed class RouteModel(ChatbotDesk desk, ProviderCatalog catalog) : ChatbotPage(desk)
{
    [BindProperty]
    public RouteForm Route { get; set; } = new();

    public RouteEditor Editor => new(
        Route,
        catalog.Models,
        Client.DefaultRoute ?? catalog.DefaultRoute,
        Desk.Texts[Client.DefaultRoute is null ? "Route.FromPlatform" : "Route.FromClient"],
        ModelState["Form.Route"]?.Errors is [var error, ..] ? error.ErrorMessage : null);

    public void OnGet() => Route = RouteForm.Of(Version.Settings.Route, Version.Number);

    public async Task<IActionResult> OnPostAsync(string? change, bool insist, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(change))
            return await SaveAsync(Route.ReadNumber, insist, "_ChatbotRoute", (ChatbotSettings read) => read with { Route = Route.Route }, ct);
        Route.Apply(change);
        return this.PageOrFragment("_ChatbotRoute");
    }
}
