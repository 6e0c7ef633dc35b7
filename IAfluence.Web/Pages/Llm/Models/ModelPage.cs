using IAfluence.Core.Providers;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Llm.Models;

/// <summary>A page of the model in the route. The model is read before a handler runs; without it the page returns 404.</summary>
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
