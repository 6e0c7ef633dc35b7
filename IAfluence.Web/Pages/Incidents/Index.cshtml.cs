using IAfluence.Core.Providers;
using IAfluence.Core.Routing.Incidents;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Incidents;

/// <summary>Lists open and closed incidents of models, newest first.</summary>
[Authorize(Policies.PlatformUser)]
public sealed class IndexModel(IncidentLists lists, ProviderCatalog catalog, Times times) : PageModel
{
    private const int PartSize = 50;

    /// <summary>open or closed; empty for all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>The fingerprint of the region that the browser shows.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Seen { get; set; }

    public IReadOnlyList<Incident> Incidents { get; private set; } = [];

    public string? Older { get; private set; }

    public string Fingerprint { get; private set; } = "";

    public bool IsFiltered => StateOrNull is not null;

    /// <summary>Whether the model still exists and has a page.</summary>
    public bool HasPage(Incident incident) => catalog.FindModelOrNull(incident.ModelId) is not null;

    private IncidentState? StateOrNull => State switch
    {
        "open" => IncidentState.Open,
        "closed" => IncidentState.Closed,
        _ => null,
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        (var page, After) = await ListParts.ReadAsync(After, cursor => lists.ListAsync(StateOrNull, cursor, PartSize, ct));
        (Incidents, Older) = (page.Items, page.Next);
        Fingerprint = Shell.Fingerprint.Of(Incidents.Select(incident => $"{incident.Id} {incident.Version} {times.Relative(incident.OpenedAt, "UTC")}"));
        return Request.WantsFragment() && Seen == Fingerprint ? new NoContentResult() : this.PageOrFragment("_IncidentList");
    }
}
