using IAfluence.Core.Providers;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Llm.Providers;

/// <summary>A page about the provider that its route names, which is read before any handler runs; there is none without it.</summary>
public abstract class ProviderPage(ProviderEditing providers, ModelEditing models) : PageModel
{
    public Provider Provider { get; protected set; } = null!;

    public IReadOnlyList<Model> Models { get; private set; } = [];

    public bool IsBuiltin => Provider.Kind == ProviderKind.Builtin;

    /// <summary>The preset it was made from; null for one of the bootstrap file's and for builtin.</summary>
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
