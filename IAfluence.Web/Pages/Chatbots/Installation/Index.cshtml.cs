using System.Globalization;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Installation;
using IAfluence.Core.Installation.SelfTesting;
using IAfluence.Web.Hosting;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots.Installation;

/// <summary>
/// Helps to add a chatbot to a site: its allowed sites and the sites that were refused recently, guides, a test of a page, and the sites that
/// use the plugin.
/// </summary>
[Authorize(Policies.ClientReadManagerWrite)]
public sealed class IndexModel(
    ChatbotEditor editor, ChatbotNotices notices, ChatbotSites sites, PageTests tests, PublicAddress address, IStringLocalizer<InstallationTexts> texts)
    : ChatbotPage(editor, notices)
{
    /// <summary>The site that the user typed to add.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Site { get; set; }

    /// <summary>The published origins.</summary>
    public IReadOnlyList<string> Allowed => Published.Settings.AllowedOrigins;

    /// <summary>
    /// The published origins and those that the draft adds. An origin that the draft removes is listed until the removal is published.
    /// </summary>
    public IReadOnlyList<SiteLine> Lines =>
        [.. Allowed.Union(Settings.AllowedOrigins).Select(origin => new SiteLine(origin, Allowed.Contains(origin), Settings.AllowedOrigins.Contains(origin)))];

    public IReadOnlyList<RefusedOrigin> Refused { get; private set; } = [];

    /// <summary>Origins suggested for the typed site; empty when none or an invalid one was typed.</summary>
    public IReadOnlyList<SiteSuggestion> Suggestions { get; private set; } = [];

    /// <summary>The open guide.</summary>
    [BindProperty(SupportsGet = true, Name = "guide")]
    public string? GuideKey { get; set; }

    public InstallationGuide Guide { get; private set; } = null!;

    /// <summary>The page to test, as typed.</summary>
    [BindProperty(Name = "page")]
    public string? TestedPage { get; set; }

    /// <summary>The findings of the test; null when no test was run.</summary>
    public IReadOnlyList<Finding>? Findings { get; private set; }

    public IReadOnlyList<SiteContact> Contacts { get; private set; } = [];

    public static IEnumerable<IGrouping<GuideKind, string>> Guides => InstallationGuides.All.GroupBy(guide => guide.Kind, guide => guide.Key);

    public static string TitleOf(string guide) => InstallationGuides.TitleOf(guide, Language);

    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        // An empty field arrives as null too: only its absence means that nothing was asked.
        if (!Request.Query.ContainsKey("site"))
            return this.PageOrFragment("_InstallationGuide");
        Suggestions = SiteSuggestions.For(Site);
        if (Suggestions.Count > 0)
            return this.PageOrFragment("_ChatbotSites");
        ModelState.AddModelError(
            nameof(Site), string.IsNullOrWhiteSpace(Site) ? Notices.Explain(FieldErrors.Required) : Notices.Explain(FieldErrors.NotAnOrigin, Site));
        return this.PageOrFragment("_ChatbotSites", StatusCodes.Status422UnprocessableEntity);
    }

    public Task<IActionResult> OnPostAddAsync(string[] origins, CancellationToken ct) =>
        ChangeAsync(allowed => [.. allowed, .. origins], texts["Sites.Added"], ct);

    public Task<IActionResult> OnPostRemoveAsync(string origin, CancellationToken ct) =>
        ChangeAsync(allowed => [.. allowed.Where(other => other != origin)], texts["Sites.Removed", OriginText.ForReaders(origin)], ct);

    public async Task<IActionResult> OnPostAllowAsync(string origin, CancellationToken ct)
    {
        var answer = await ChangeAsync(allowed => [.. allowed, origin], texts["Sites.Allowed", OriginText.ForReaders(origin)], ct);
        // Until the change is published, the origin is still refused and stays in that list.
        if (Publish && ModelState.IsValid && Refusals.Count == 0)
            await sites.DismissAsync(Chatbot, origin, ct);
        return answer;
    }

    public async Task<IActionResult> OnPostDismissAsync(string origin, CancellationToken ct)
    {
        await sites.DismissAsync(Chatbot, origin, ct);
        return Back();
    }

    public async Task<IActionResult> OnPostTestAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        if (SelfTest.AddressOrNull(TestedPage) is null)
            ModelState.AddModelError(nameof(TestedPage), texts["Test.NotAnAddress"]);
        else if ((Findings = await tests.RunOrNullAsync(Editor.UserId, TestedPage!, AddressOf(), Chatbot, Published, ct)) is null)
            ModelState.AddModelError(nameof(TestedPage), texts["Test.TooSoon"]);
        return this.PageOrFragment("_SelfTest", Findings is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    /// <summary>Adds or removes one origin in the current list, so that changes of other users are kept.</summary>
    private async Task<IActionResult> ChangeAsync(Func<IReadOnlyList<string>, IReadOnlyList<string>> change, string done, CancellationToken ct)
    {
        var saved = await Editor.SaveAsync(Chatbot.Id, null, read => read with { AllowedOrigins = change(read.AllowedOrigins) }, insist: false, ct);
        if (saved.Kind == SaveKind.Missing)
            return NotFound();
        if (saved.Value is not { } drafted)
        {
            await ReadAsync(ct);
            RefuseAll(saved.Errors);
            Suggestions = SiteSuggestions.For(Site);
            return Respond("_ChatbotSites");
        }

        Show(drafted);
        if (Publish)
        {
            await ReadAsync(ct);
            return await PublishSavedAsync(drafted, "_ChatbotSites", ct);
        }

        if (drafted.IsLive || saved.Kind == SaveKind.Unchanged)
            Notices.TellSaved(this, saved.Kind, drafted);
        else
            this.Tell($"{done} {texts["Sites.ToPublish"].Value}");
        return Back();
    }

    private InstallationAddress AddressOf() => InstallationAddress.Of(address.Of(Request));

    private async Task ReadAsync(CancellationToken ct)
    {
        Guide = (InstallationGuides.FindOrNull(GuideKey ?? "", Language, AddressOf(), Chatbot.PublicKey)
            ?? InstallationGuides.FindOrNull(InstallationGuides.First, Language, AddressOf(), Chatbot.PublicKey))!;
        Refused = await sites.ListRefusedAsync(Chatbot, Allowed, ct);
        Contacts = await sites.ListContactsAsync(Chatbot, ct);
    }
}
