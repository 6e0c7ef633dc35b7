using IAfluence.Core.Providers;
using IAfluence.Core.Routing.Changes;
using IAfluence.Web.Htmx;
using IAfluence.Web.Pages.Llm.Routes;
using IAfluence.Web.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Llm.Providers;

/// <summary>Lists every provider with its models, their prices, and the current override.</summary>
[Authorize(Policies.PlatformUser)]
public sealed class IndexModel(ProviderEditing providers, ModelEditing models, OverrideBanners banners, ModelReplacements replacements) : PageModel
{
    public IReadOnlyList<ProviderWithModels> Providers { get; private set; } = [];

    public OverrideBanner? Override { get; private set; }

    /// <summary>The number of replacements in progress.</summary>
    public int Replacing { get; private set; }

    public bool HasOwnModels => Providers.Any(entry => entry.Provider.Kind != ProviderKind.Builtin && entry.Models.Count > 0);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var served = (await models.ListAsync(null, ct)).ToLookup(model => model.ProviderId);
        Providers = [.. (await providers.ListAsync(ct)).OrderBy(provider => provider.Kind == ProviderKind.Builtin).Select(provider => new ProviderWithModels(provider, [.. served[provider.Id]]))];
        Override = await banners.FindOrNullAsync(ct);
        Replacing = (await replacements.ListUnfinishedAsync(ct)).Count;
        return this.PageOrFragment("_ProviderList");
    }
}

/// <summary>A provider with its models.</summary>
public sealed record ProviderWithModels(Provider Provider, IReadOnlyList<Model> Models);
