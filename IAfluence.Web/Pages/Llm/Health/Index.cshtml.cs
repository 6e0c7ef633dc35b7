using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Llm.Health;

/// <summary>Shows the state of every model, failures and fallbacks, and the cost.</summary>
[Authorize(Policies.PlatformUser)]
public sealed class IndexModel(CurrentUser user, HealthStates states, HealthSpend spend, HealthNames names, SwitchTimeline timeline) : PageModel
{
    private const int PartSize = 25;

    [BindProperty(SupportsGet = true)]
    public HealthWindow Window { get; set; } = HealthWindow.Day;

    /// <summary>Limits the fallbacks to failures of this model.</summary>
    [BindProperty(SupportsGet = true, Name = "model")]
    public string? ModelId { get; set; }

    /// <summary>Limits the fallbacks to replies of this chatbot.</summary>
    [BindProperty(SupportsGet = true, Name = "chatbot")]
    public string? ChatbotId { get; set; }

    /// <summary>The cursor of the list of fallbacks.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>The fingerprint of the region that the browser shows.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Seen { get; set; }

    public IReadOnlyList<ModelRow> States { get; private set; } = [];

    public string Fingerprint { get; private set; } = "";

    public Spend Spend { get; private set; } = null!;

    public SwitchList Switches { get; private set; } = null!;

    public IReadOnlyDictionary<ModelId, Model> Models { get; private set; } = null!;

    public IReadOnlyDictionary<ClientId, Client> Clients { get; private set; } = null!;

    public IReadOnlyDictionary<ChatbotId, Chatbot> Chatbots { get; private set; } = null!;

    public bool IsFirstPart => After is null;

    public bool IsFiltered => !string.IsNullOrEmpty(ModelId) || !string.IsNullOrEmpty(ChatbotId);

    private PlatformPass Pass => user.PlatformPassOrNull ?? throw new InvalidOperationException("Only platform users can open this page.");

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
            return RedirectToPage();
        await ReadSwitchesAsync(ct);
        if (Request.WantsFragment())
            return this.PageOrFragment("_HealthSwitches");
        await ReadStatesAsync(ct);
        Spend = await spend.ReadAsync(Pass, ct);
        return this.PageOrFragment("_HealthSwitches");
    }

    /// <summary>Returns only the state, for polling.</summary>
    public async Task<IActionResult> OnGetStateAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid || !Request.WantsFragment())
            return RedirectToPage(new { window = Window });
        await ReadStatesAsync(ct);
        return Seen == Fingerprint ? new NoContentResult() : this.Fragment("_HealthState");
    }

    private async Task ReadStatesAsync(CancellationToken ct)
    {
        States = await states.ReadAsync(Pass, Window, ct);
        Fingerprint = Shell.Fingerprint.Of(States.Select(state => string.Join(
            ' ', state.Id, state.State.Standing, state.State.CoolDownLeft is { } left ? (int)left.TotalSeconds : null, state.Quota?.Used, state.ProviderQuota?.Used,
            state.Recent.Attempts, state.Recent.Failed, state.MonthCostMicros)));
    }

    private async Task ReadSwitchesAsync(CancellationToken ct)
    {
        (Models, Clients, Chatbots) = (await names.ModelsAsync(ct), await names.ClientsAsync(ct), await names.ChatbotsAsync(Pass, ct));
        if (!string.IsNullOrEmpty(ModelId) && !Models.ContainsKey(new ModelId(ModelId)))
            ModelId = null;
        if (!string.IsNullOrEmpty(ChatbotId) && !Chatbots.ContainsKey(new ChatbotId(ChatbotId)))
            ChatbotId = null;
        var after = SwitchPosition.ParseOrNull(After);
        After = after?.ToString();
        Switches = await timeline.ListAsync(
            Pass,
            string.IsNullOrEmpty(ModelId) ? null : new ModelId(ModelId),
            string.IsNullOrEmpty(ChatbotId) ? null : new ChatbotId(ChatbotId),
            after, PartSize, ct);
    }
}
