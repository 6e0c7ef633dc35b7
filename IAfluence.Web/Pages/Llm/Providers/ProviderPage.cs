using IAfluence.Core.Providers;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Llm.Providers;

/// <summary>A page of the provider in the route. The provider is read before a handler runs; without it the page returns 404.</summary>
public abstract class ProviderPage(ProviderEditing providers, ModelEditing models) : PageModel
{
    public Provider Provider { get; protected set; } = null!;

    public IReadOnlyList<Model> Models { get; private set; } = [];

    public bool IsBuiltin => Provider.Kind == ProviderKind.Builtin;

    /// <summary>The preset of the provider; null for the built-in one and for one of the bootstrap file.</summary>
    public ProviderPreset? Preset => ProviderPreset.FindOrNull(Provider.Preset);

    protected ProviderEditing ProviderEditing => providers;

    protected ModelEditing ModelEditing => models;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var ct = HttpContext.RequestAborted;
        if (await providers.FindOrNullAsync(ProviderId.From(RouteData.Values["providerId"] as string ?? ""), ct) is not { } provider)
        {
            context.Result = NotFound();
            return;
        }

        Provider = provider;
        Models = await models.ListAsync(provider.Id, ct);
        await base.OnPageHandlerExecutionAsync(context, next);
    }
}
