using IAfluence.Core.Chatbots;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>Where a chatbot may speak: the allowed origins, and those that were refused of late.</summary>
[Authorize(Policies.ClientReadManagerWrite)]
public sealed class SitesModel(ChatbotDesk desk, RefusedOrigins refused) : ChatbotPage(desk)
{
    private const int Tries = 3;

    /// <summary>The site someone typed to add.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Site { get; set; }

    public IReadOnlyList<string> Allowed => Version.Settings.AllowedOrigins;

    public IReadOnlyList<RefusedOrigin> Refused { get; private set; } = [];

    /// <summary>What goes with the site that was typed; empty when none was, or when it is none.</summary>
    public IReadOnlyList<SiteSuggestion> Suggestions { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Refused = await ListRefusedAsync(ct);
        // An empty field arrives as null too: only its absence means that nothing was asked.
        if (!Request.Query.ContainsKey("site"))
            return this.PageOrFragment("_ChatbotSites");
        Suggestions = SiteSuggestions.For(Site);
        if (Suggestions.Count > 0)
            return this.PageOrFragment("_ChatbotSites");
        ModelState.AddModelError(nameof(Site), string.IsNullOrWhiteSpace(Site) ? Desk.Words["Field.required"] : Desk.Words["Field.not_an_origin", Site]);
        return this.PageOrFragment("_ChatbotSites", StatusCodes.Status422UnprocessableEntity);
    }

    public Task<IActionResult> OnPostAddAsync(string[] origins, CancellationToken ct) =>
        ChangeAsync(allowed => [.. allowed, .. origins], Desk.Texts["Sites.Added"], ct);

    public Task<IActionResult> OnPostRemoveAsync(string origin, CancellationToken ct) =>
        ChangeAsync(allowed => [.. allowed.Where(other => other != origin)], Desk.Texts["Sites.Removed", OriginText.ForReaders(origin)], ct);

    public async Task<IActionResult> OnPostAllowAsync(string origin, CancellationToken ct)
    {
        var answer = await ChangeAsync(allowed => [.. allowed, origin], Desk.Texts["Sites.Allowed", OriginText.ForReaders(origin)], ct);
        if (ModelState.IsValid)
            await refused.DismissAsync(Client.Id, Chatbot.Id, origin, ct);
        return answer;
    }

    public async Task<IActionResult> OnPostDismissAsync(string origin, CancellationToken ct)
    {
        await refused.DismissAsync(Client.Id, Chatbot.Id, origin, ct);
        return Back();
    }

    /// <summary>Adding and removing hold whatever others did to the list meanwhile, so they are simply done again on what stands.</summary>
    private async Task<IActionResult> ChangeAsync(Func<IReadOnlyList<string>, IReadOnlyList<string>> change, string done, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await Desk.Versions.FindPublishedOrNullAsync(Client.Id, Chatbot.Id, ct) is not { } current)
                return NotFound();
            var outcome = await Desk.SaveAsync(
                Chatbot, current.Number, read => read with { AllowedOrigins = change(read.AllowedOrigins) }, insist: false, ct);
            if (outcome.Kind == SaveKind.Invalid)
            {
                ModelState.AddErrors(outcome.Errors, Desk.Words);
                Refused = await ListRefusedAsync(ct);
                Suggestions = SiteSuggestions.For(Site);
                return this.PageOrFragment("_ChatbotSites", StatusCodes.Status422UnprocessableEntity);
            }

            if (outcome.Kind == SaveKind.Conflict && attempt < Tries)
                continue;
            this.Tell(done);
            return Back();
        }
    }

    private async Task<IReadOnlyList<RefusedOrigin>> ListRefusedAsync(CancellationToken ct) =>
        [.. (await refused.ListAsync(Client.Id, Chatbot.Id, ct)).Where(entry => !OriginPolicy.Allows(Allowed, entry.Origin))];

    private IActionResult Back() => this.RedirectOrLocation("Sites", new { clientId = Client.Id.Value, chatbotId = Chatbot.Id.Value });
}
