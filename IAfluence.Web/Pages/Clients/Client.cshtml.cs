using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Web.Htmx;
using IAfluence.Web.Pages.Shared;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Clients;

/// <summary>One client: its chatbots for its members; its settings, route and state for those who run the installation.</summary>
[Authorize(Policies.ClientReadManagerWrite)]
public sealed class ClientModel(
    CurrentClient client, CurrentUser user, ClientForms forms, ClientOverview overview, ProviderCatalog catalog, RoomTexts<ClientsTexts> texts) : PageModel
{
    public Client Client => client.Client;

    public bool IsPlatform => user.IsPlatform;

    public bool MayManage => client.Role == ClientRole.Manager;

    public IReadOnlyList<Chatbot> Chatbots { get; private set; } = [];

    /// <summary>Those with settings that are not published yet.</summary>
    public IReadOnlySet<ChatbotId> EditedChatbots { get; private set; } = new HashSet<ChatbotId>();

    public bool HasMore { get; private set; }

    public ClientForm Form { get; set; } = new();

    public RouteForm Route { get; set; } = new();

    public QuotaForm Quota { get; set; } = new();

    public LadderForm Ladder { get; set; } = new();

    public QuotaUseView QuotaUse { get; private set; } = null!;

    public ProcessorsForm Processors { get; set; } = new();

    /// <summary>What someone else saved meanwhile; null when nobody did.</summary>
    public Client? Theirs { get; private set; }

    public bool RouteTheirs { get; private set; }

    public bool ProcessorsTheirs { get; private set; }

    /// <summary>Every provider that answers over a network, and those that the client was limited to and that are gone.</summary>
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

    /// <summary>Whether the client's chatbots without a route of their own have nobody left to answer.</summary>
    public bool NoModelIsAllowed => Client.AllowedProcessors is { } allowed
        && !(Client.DefaultRoute ?? catalog.DefaultRoute).Any(model => catalog.FindModelOrNull(model) is { } found && allowed.Allows(found.Provider));

    private IEnumerable<Provider> OutsideProviders =>
        catalog.Models.Select(model => model.Provider).Where(provider => provider.Kind != ProviderKind.Builtin).DistinctBy(provider => provider.Id);

    public ClientKeyForm Key { get; set; } = new();

    /// <summary>The client's own keys; empty for its members, who see none of it.</summary>
    public ClientKeyList Keys { get; private set; } = ClientKeyList.Empty;

    public RouteEditor Editor => new(
        Route, catalog.Models, catalog.DefaultRoute, texts["Route.FromPlatform"],
        ModelState["Form.DefaultRoute"]?.Errors is [var error, ..] ? error.ErrorMessage : null);

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (!IsPlatform && !HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method))
        {
            context.Result = Forbid();
            return;
        }

        Form = ClientForm.Of(Client);
        Route = RouteForm.Of(Client.DefaultRoute, Client.Version);
        (Quota, Ladder) = (QuotaForm.Of(Client.Quota), LadderForm.Of(Client.Ladder));
        Processors = ProcessorsForm.Of(Client);
        (Chatbots, EditedChatbots, HasMore, QuotaUse, Keys) = await overview.ReadAsync(Client, withKeys: IsPlatform, HttpContext.RequestAborted);
        await base.OnPageHandlerExecutionAsync(context, next);
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostSettingsAsync([Bind(Prefix = nameof(Form))] ClientForm form, bool insist, CancellationToken ct)
    {
        Form = form;
        if (!ModelState.IsValid)
            return this.PageOrFragment("_ClientSettings", StatusCodes.Status422UnprocessableEntity);
        var outcome = await forms.SaveAsync(Client, form, insist, ct);
        Theirs = outcome.Kind == SaveKind.Conflict ? outcome.Value : null;
        return Answer(outcome, "_ClientSettings");
    }

    public async Task<IActionResult> OnPostRouteAsync(
        [Bind(Prefix = nameof(Route))] RouteForm route, string? change, bool insist, CancellationToken ct)
    {
        Route = route;
        if (!string.IsNullOrEmpty(change))
        {
            Route.Apply(change);
            return this.PageOrFragment("_ClientRoute");
        }

        var outcome = await forms.SaveAsync(Client, route, insist, ct);
        RouteTheirs = outcome.Kind == SaveKind.Conflict;
        return Answer(outcome, "_ClientRoute");
    }

    public async Task<IActionResult> OnPostQuotaAsync(
        [Bind(Prefix = nameof(Quota))] QuotaForm quota, [Bind(Prefix = nameof(Ladder))] LadderForm ladder, CancellationToken ct)
    {
        (Quota, Ladder) = (quota, ladder);
        ModelState.AddErrors(ladder.Ladder.Check(), texts, "Ladder");
        if (!quota.TryRead(ModelState, texts, out var ceilings))
            return this.PageOrFragment("_ClientQuota", StatusCodes.Status422UnprocessableEntity);
        if (!await forms.SaveQuotaAsync(Client.Id, ladder, ceilings, ct))
            return NotFound();
        this.Tell(texts["Saved"]);
        return Back();
    }

    public async Task<IActionResult> OnPostProcessorsAsync([Bind(Prefix = nameof(Processors))] ProcessorsForm processors, bool insist, CancellationToken ct)
    {
        Processors = processors;
        var outcome = await forms.SaveAsync(Client, processors, insist, ct);
        ProcessorsTheirs = outcome.Kind == SaveKind.Conflict;
        return Answer(outcome, "_ClientProcessors");
    }

    public async Task<IActionResult> OnPostActiveAsync(bool active, CancellationToken ct)
    {
        if (!await forms.SetActiveAsync(Client.Id, active, ct))
            return NotFound();
        this.Tell(texts[active ? "State.NowOn" : "State.NowOff"]);
        return Back();
    }

    public async Task<IActionResult> OnPostBrandAsync(bool withoutBrand, CancellationToken ct)
    {
        if (!await forms.SetWithoutBrandAsync(Client.Id, withoutBrand, ct))
            return NotFound();
        this.Tell(texts[withoutBrand ? "Brand.NowHidden" : "Brand.NowShown"]);
        return Back();
    }

    public async Task<IActionResult> OnPostKeyAsync([Bind(Prefix = nameof(Key))] ClientKeyForm key, CancellationToken ct)
    {
        Key = key;
        var outcome = await forms.StoreKeyAsync(Client.Id, key, ct);
        if (!outcome.Succeeded)
        {
            ModelState.AddErrors(outcome.Errors, texts, nameof(Key));
            return this.PageOrFragment("_ClientKeys", StatusCodes.Status422UnprocessableEntity);
        }

        this.Tell(texts["Key.Stored"]);
        return Back();
    }

    public async Task<IActionResult> OnPostRemoveKeyAsync(string? provider, CancellationToken ct)
    {
        await forms.RemoveKeyAsync(Client.Id, provider, ct);
        this.Tell(texts["Key.Removed"]);
        return Back();
    }

    private IActionResult Answer(SaveOutcome<Client> outcome, string fragment)
    {
        if (outcome.Kind == SaveKind.Missing)
            return NotFound();
        if (!outcome.Succeeded)
        {
            ModelState.AddErrors(outcome.Errors, texts);
            return this.PageOrFragment(fragment, StatusCodes.Status422UnprocessableEntity);
        }

        this.Tell(texts["Saved"]);
        return Back();
    }

    private IActionResult Back() => this.RedirectOrLocation("Client", new { clientId = Client.Id.Value });
}
