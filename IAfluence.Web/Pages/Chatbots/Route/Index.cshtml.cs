using IAfluence.Core.Providers;
using IAfluence.Web.Htmx;
using IAfluence.Web.Pages.Shared;
using IAfluence.Web.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots.Route;

/// <summary>Edits a chatbot's models and their order. For platform users only.</summary>
[Authorize(Policies.PlatformUser)]
[Authorize(Policies.ClientManager)]
public sealed class IndexModel(
    ChatbotEditor editor, ChatbotNotices notices, ProviderCatalog catalog, IStringLocalizer<ChatbotsTexts> texts) : ChatbotPage(editor, notices)
{
    [BindProperty]
    public RouteForm Route { get; set; } = new();

    public RouteEditor RouteEditor => new(
        Route,
        catalog.Models,
        Client.DefaultRoute ?? catalog.DefaultRoute,
        texts[Client.DefaultRoute is null ? "Route.FromPlatform" : "Route.FromClient"],
        ModelState["Form.Route"]?.Errors is [var error, ..] ? error.ErrorMessage : null);

    public void OnGet() => Route = RouteForm.Of(Settings.Route, Published.Number);

    public async Task<IActionResult> OnPostAsync(string? change, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(change))
            return await SaveAsync("_ChatbotRoute", read => read with { Route = Route.Route }, ct);
        Route.Apply(change);
        return this.PageOrFragment("_ChatbotRoute");
    }
}
