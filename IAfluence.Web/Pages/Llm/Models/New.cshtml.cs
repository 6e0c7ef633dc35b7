using IAfluence.Core.Providers;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Llm.Models;

/// <summary>Creates a model for the provider in the query.</summary>
[Authorize(Policies.PlatformUser)]
public sealed class NewModel(ProviderEditing providers, ModelEditing models, RoomTexts<LlmTexts> texts) : PageModel
{
    public Provider Provider { get; private set; } = null!;

    public ModelForm Form { get; set; } = new();

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await providers.FindOrNullAsync(ProviderId.From(Request.Query["provider"].ToString()), HttpContext.RequestAborted)
            is not { Kind: not ProviderKind.Builtin } provider)
        {
            context.Result = NotFound();
            return;
        }

        Provider = provider;
        await base.OnPageHandlerExecutionAsync(context, next);
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync([Bind(Prefix = nameof(Form))] ModelForm form, CancellationToken ct)
    {
        Form = form;
        if (form.Read(ModelState, texts) is not { } settings)
            return Refused();
        var outcome = await models.CreateAsync(Provider.Id, settings, ct);
        if (outcome.Kind == SaveKind.Missing)
            return NotFound();
        if (outcome.Value is not { } model)
        {
            ModelState.AddErrors(outcome.Errors.Select(error => error with { Field = ModelForm.FieldOf(error.Field) }), texts);
            return Refused();
        }

        this.Tell(texts["Model.Created", model.Name]);
        return this.RedirectOrLocation("/Llm/Models/Settings", new { modelId = model.Id.Value });
    }

    private IActionResult Refused() => this.PageOrFragment("_ModelNew", StatusCodes.Status422UnprocessableEntity);
}
