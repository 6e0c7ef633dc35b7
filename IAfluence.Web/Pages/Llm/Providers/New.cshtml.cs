using IAfluence.Core.Providers;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Llm.Providers;

/// <summary>Creates a provider: first the vendor is chosen, then a form with the vendor's known values is shown.</summary>
[Authorize(Policies.PlatformUser)]
public sealed class NewModel(ProviderEditing providers, RoomTexts<LlmTexts> texts) : PageModel
{
    /// <summary>Null until the vendor is chosen.</summary>
    public ProviderPreset? Preset { get; private set; }

    public ProviderForm Form { get; set; } = new();

    public ProviderFields Fields => new(Preset, IsBuiltin: false, IsNew: true);

    public IActionResult OnGet([FromQuery(Name = "preset")] string? key)
    {
        Preset = ProviderPreset.FindOrNull(key);
        if (Preset is null && !string.IsNullOrEmpty(key))
            return NotFound();
        if (Preset is not null)
            Form = ProviderForm.Of(Preset);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromQuery(Name = "preset")] string? key, [Bind(Prefix = nameof(Form))] ProviderForm form, CancellationToken ct)
    {
        if (ProviderPreset.FindOrNull(key) is not { } preset)
            return NotFound();
        (Preset, Form) = (preset, form);
        if (!ModelState.IsValid)
            return Refused();
        var outcome = await providers.CreateAsync(form.Settings(preset.Kind, preset.Key), form.ApiKey, ct);
        if (outcome.Value is not { } provider)
        {
            ModelState.AddErrors(outcome.Errors, texts);
            return Refused();
        }

        this.Tell(texts["Provider.Created", provider.Title]);
        return this.RedirectOrLocation("/Llm/Providers/Settings", new { providerId = provider.Id.Value });
    }

    private IActionResult Refused() => this.PageOrFragment("_ProviderNew", StatusCodes.Status422UnprocessableEntity);
}
