using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Web.Htmx;
using IAfluence.Web.Pages.Shared;
using IAfluence.Web.Sessions;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace IAfluence.Web.Pages.Clients;

/// <summary>Edits a client's models, and the providers and regions that may process its data.</summary>
public sealed class ModelsModel(CurrentClient client, CurrentUser user, RoomTexts<ClientsTexts> texts, ClientForms forms, ProviderCatalog catalog) : ClientPage(client, user, texts)
{
    public RouteForm Route { get; set; } = new();

    public bool RouteTheirs { get; private set; }

    public ProcessorsForm Processors { get; set; } = new();

    public bool ProcessorsTheirs { get; private set; }

    protected override bool IsForPlatformOnly => true;

    /// <summary>Every provider with a network address, and deleted ones that the client is still limited to.</summary>
    public IReadOnlyList<ProcessorChoice> ProviderChoices =>
    [
        .. OutsideProviders.Select(provider => new ProcessorChoice(
            provider.Key, provider.Title, string.Join(" · ", new[] { provider.Processor, provider.Region }.Where(fact => !string.IsNullOrWhiteSpace(fact))) is { Length: > 0 } facts ? facts : null,
            Processors.Providers.Contains(provider.Key))),
        .. Processors.Providers.Where(key => !OutsideProviders.Any(provider => provider.Key == key)).Select(key => new ProcessorChoice(key, key, null, true)),
    ];

    public IReadOnlyList<ProcessorChoice> RegionChoices =>
    [
        .. OutsideProviders.Select(provider => provider.Region?.Trim() ?? "").Concat(Processors.Regions).Where(region => region.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)
            .Select(region => new ProcessorChoice(region, region, null, Processors.Regions.Contains(region, StringComparer.OrdinalIgnoreCase))),
    ];

    /// <summary>Whether no model is left for the client's chatbots without a route of their own.</summary>
    public bool NoModelIsAllowed => Client.AllowedProcessors is { } allowed
        && !(Client.DefaultRoute ?? catalog.DefaultRoute).Any(model => catalog.FindModelOrNull(model) is { } found && allowed.Allows(found.Provider));

    public RouteEditor Editor => new(
        Route, catalog.Models, catalog.DefaultRoute, Texts["Route.FromPlatform"],
        ModelState["Form.DefaultRoute"]?.Errors is [var error, ..] ? error.ErrorMessage : null);

    private IEnumerable<Provider> OutsideProviders =>
        catalog.Models.Select(model => model.Provider).Where(provider => provider.Kind != ProviderKind.Builtin).DistinctBy(provider => provider.Id);

    protected override Task FillAsync(CancellationToken ct)
    {
        (Route, Processors) = (RouteForm.Of(Client.DefaultRoute, Client.Version), ProcessorsForm.Of(Client));
        return Task.CompletedTask;
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostRouteAsync([Bind(Prefix = nameof(Route))] RouteForm route, string? change, bool insist, CancellationToken ct)
    {
        Route = route;
        if (!string.IsNullOrEmpty(change))
        {
            Route.Apply(change);
            return this.PageOrFragment("_ClientRoute");
        }

        var outcome = await forms.SaveAsync(Client, route, insist, ct);
        RouteTheirs = outcome.Kind == SaveKind.Conflict;
        return Respond(outcome, "_ClientRoute");
    }

    public async Task<IActionResult> OnPostProcessorsAsync([Bind(Prefix = nameof(Processors))] ProcessorsForm processors, bool insist, CancellationToken ct)
    {
        Processors = processors;
        var outcome = await forms.SaveAsync(Client, processors, insist, ct);
        ProcessorsTheirs = outcome.Kind == SaveKind.Conflict;
        return Respond(outcome, "_ClientProcessors");
    }
}
