using System.Globalization;
using IAfluence.Core.Providers;
using IAfluence.Core.Routing.Changes;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Llm.Routes;

/// <summary>Sets one model for all chatbots for a limited time, for example during an outage.</summary>
[Authorize(Policies.PlatformUser)]
public sealed class OverrideModel(
    ModelOverrides overrides, OverrideBanners banners, ProviderCatalog catalog, CurrentUser user, RoomTexts<LlmTexts> texts) : PageModel
{
    /// <summary>The available durations in minutes; the longest is <see cref="ModelOverrides.Longest"/>.</summary>
    public static readonly IReadOnlyList<int> Durations = [30, 60, 120, 240, 480, 1440, 2880, 10080];

    public OverrideForm Form { get; set; } = new();

    public OverrideBanner? Current { get; private set; }

    public IReadOnlyList<ResolvedModel> Models => catalog.Models;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        Current = await banners.FindOrNullAsync(HttpContext.RequestAborted);
        await base.OnPageHandlerExecutionAsync(context, next);
    }

    public void OnGet(string? model) => Form = new OverrideForm { Model = model };

    public async Task<IActionResult> OnPostAsync([Bind(Prefix = nameof(Form))] OverrideForm form, CancellationToken ct)
    {
        Form = form;
        if (!ModelState.IsValid || string.IsNullOrEmpty(form.Model))
        {
            ModelState.AddModelError("Form.Model", texts["Field.required"]);
            return Refused();
        }

        var outcome = await overrides.StartAsync(ModelId.From(form.Model), TimeSpan.FromMinutes(form.Minutes), user.Id, ct);
        if (!outcome.Succeeded)
        {
            foreach (var error in outcome.Errors)
                ModelState.AddModelError(error.Field == nameof(ModelOverride.ModelId) ? "Form.Model" : "Form.Minutes", texts[$"Field.{error.Code}", error.Argument ?? ""]);
            return Refused();
        }

        this.Tell(texts["Override.Started"]);
        return this.RedirectOrLocation("/Llm/Providers/Index");
    }

    public async Task<IActionResult> OnPostEndAsync(CancellationToken ct)
    {
        await overrides.EndAsync(ct);
        this.Tell(texts["Override.Ended"]);
        return this.RedirectOrLocation("/Llm/Providers/Index");
    }

    public string Offered(int minutes) => minutes < 60
        ? texts["Override.Minutes", minutes]
        : minutes < 1440
            ? texts["Override.Hours", (minutes / 60).ToString(CultureInfo.CurrentCulture)]
            : texts["Override.Days", (minutes / 1440).ToString(CultureInfo.CurrentCulture)];

    private IActionResult Refused() => this.PageOrFragment("_Override", StatusCodes.Status422UnprocessableEntity);
}

/// <summary>The override form.</summary>
public sealed class OverrideForm
{
    public string? Model { get; set; }

    public int Minutes { get; set; } = 120;
}
