using IAfluence.Core.Chatbots;
using IAfluence.Web.Htmx;
using IAfluence.Web.Pages.Shared;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots.Sites;

/// <summary>Where a chatbot may speak: the allowed origins, and those that were refused of late.</summary>
[Authorize(Policies.ClientReadManagerWrite)]
public sealed class IndexModel(
    ChatbotEditor editor, ChatbotNotices notices, RefusedOrigins refused, IStringLocalizer<ChatbotsTexts> texts, IStringLocalizer<SharedTexts> words)
    : ChatbotPage(editor, notices)
{
    /// <summary>The site someone typed to add.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Site { get; set; }

    /// <summary>Where visitors are answered today.</summary>
    public IReadOnlyList<string> Allowed => Published.Settings.AllowedOrigins;

    /// <summary>The published sites and those that the draft adds; one that the draft removes is listed until the removal is published.</summary>
    public IReadOnlyList<SiteLine> Lines =>
        [.. Allowed.Union(Settings.AllowedOrigins).Select(origin => new SiteLine(origin, Allowed.Contains(origin), Settings.AllowedOrigins.Contains(origin)))];

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
        ModelState.AddModelError(nameof(Site), string.IsNullOrWhiteSpace(Site) ? words["Field.required"] : words["Field.not_an_origin", Site]);
        return this.PageOrFragment("_ChatbotSites", StatusCodes.Status422UnprocessableEntity);
    }

    public Task<IActionResult> OnPostAddAsync(string[] origins, CancellationToken ct) =>
        ChangeAsync(allowed => [.. allowed, .. origins], texts["Sites.Added"], ct);

    public Task<IActionResult> OnPostRemoveAsync(string origin, CancellationToken ct) =>
        ChangeAsync(allowed => [.. allowed.Where(other => other != origin)], texts["Sites.Removed", OriginText.ForReaders(origin)], ct);

    public async Task<IActionResult> OnPostAllowAsync(string origin, CancellationToken ct)
    {
        var answer = await ChangeAsync(allowed => [.. allowed, origin], texts["Sites.Allowed", OriginText.ForReaders(origin)], ct);
        // Until it is published the site is refused, and stays listed as such.
        if (Publish && ModelState.IsValid && Refusals.Count == 0)
            await refused.DismissAsync(Client.Id, Chatbot.Id, origin, ct);
        return answer;
    }

    public async Task<IActionResult> OnPostDismissAsync(string origin, CancellationToken ct)
    {
        await refused.DismissAsync(Client.Id, Chatbot.Id, origin, ct);
        return Back();
    }

    /// <summary>Adding and removing hold whatever others did to the list meanwhile, so they are made on what stands.</summary>
    private async Task<IActionResult> ChangeAsync(Func<IReadOnlyList<string>, IReadOnlyList<string>> change, string done, CancellationToken ct)
    {
        var saved = await Editor.SaveAsync(Chatbot.Id, null, read => read with { AllowedOrigins = change(read.AllowedOrigins) }, insist: false, ct);
        if (saved.Kind == SaveKind.Missing)
            return NotFound();
        if (saved.Value is not { } drafted)
        {
            RefuseAll(saved.Errors);
            Suggestions = SiteSuggestions.For(Site);
            Refused = await ListRefusedAsync(ct);
            return Answer("_ChatbotSites");
        }

        Show(drafted);
        if (Publish)
        {
            Refused = await ListRefusedAsync(ct);
            return await PublishSavedAsync(drafted, "_ChatbotSites", ct);
        }

        if (drafted.IsLive || saved.Kind == SaveKind.Unchanged)
            Notices.TellSaved(this, saved.Kind, drafted);
        else
            this.Tell($"{done} {texts["Sites.ToPublish"].Value}");
        return Back();
    }

    private async Task<IReadOnlyList<RefusedOrigin>> ListRefusedAsync(CancellationToken ct) =>
        [.. (await refused.ListAsync(Client.Id, Chatbot.Id, ct)).Where(entry => !OriginPolicy.Allows(Allowed, entry.Origin))];
}

/// <summary>One allowed site of the list.</summary>
/// <param name="Origin">As it is stored.</param>
/// <param name="IsPublished">Whether visitors are answered there today.</param>
/// <param name="IsDrafted">Whether they are once the draft is published.</param>
public sealed record SiteLine(string Origin, bool IsPublished, bool IsDrafted);
