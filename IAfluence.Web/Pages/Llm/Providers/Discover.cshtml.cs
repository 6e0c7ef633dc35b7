using IAfluence.Core.Providers;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IAfluence.Web.Pages.Llm.Providers;

/// <summary>Lists the models of a server, and adds the chosen ones without prices.</summary>
[Authorize(Policies.PlatformUser)]
public sealed class DiscoverModel(
    ProviderEditing providers, ModelEditing models, ProviderProbe probe, RoomTexts<LlmTexts> texts) : ProviderPage(providers, models)
{
    private const int MaxAdded = 100;

    public DiscoveryResult Result { get; private set; } = null!;

    public IReadOnlyList<string> Chosen { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (IsBuiltin)
            return NotFound();
        Result = await probe.DiscoverAsync(Provider.Id, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "names")] string[]? names, CancellationToken ct)
    {
        if (IsBuiltin)
            return NotFound();
        Chosen = [.. (names ?? []).Distinct().Take(MaxAdded)];
        var added = 0;
        foreach (var name in Chosen)
            added += (await ModelEditing.CreateAsync(Provider.Id, new ModelSettings { Name = name }, ct)).Succeeded ? 1 : 0;
        if (added == 0)
        {
            ModelState.AddModelError(nameof(Chosen), texts["Discover.NothingChosen"]);
            Result = await probe.DiscoverAsync(Provider.Id, ct);
            return this.PageOrFragment("_ProviderDiscover", StatusCodes.Status422UnprocessableEntity);
        }

        this.Tell(texts["Discover.Added", added]);
        return this.RedirectOrLocation("/Llm/Providers/Settings", new { providerId = Provider.Id.Value });
    }
}
