using IAfluence.Core.Providers;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Llm.Models;

/// <summary>A page about the model that its route names, which is read before any handler runs; there is none without it.</summary>
public abstract class ModelPage(ModelEditing models) : PageModel
{
    public Model Model { get; protected set; } = null!;

    public Provider Provider { get; private set; } = null!;

    public bool IsBuiltin => Provider.Kind == ProviderKind.Builtin;

    protected ModelEditing ModelEditing => models;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var ct = HttpContext.RequestAborted;
        if (await models.FindWithProviderOrNullAsync(ModelId.From(RouteData.Values["modelId"] as string ?? ""), ct) is not var (model, provider))
        {
            context.Result = NotFound();
            return;
        }

        (Model, Provider) = (model, provider);
        await base.OnPageHandlerExecutionAsync(context, next);
    }
}
