using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Storage;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots.Versions;

/// <summary>Compares the draft with the published version; publishes the draft or reverts single changes.</summary>
[Authorize(Policies.ClientReadManagerWrite)]
public sealed class DraftModel(
    ChatbotEditor editor, ChatbotNotices notices, SettingWords settings, PlatformDocuments<User> users, IStringLocalizer<ChatbotsTexts> texts) : ChatbotPage(editor, notices)
{
    /// <summary>The tab from whose first page the draft is published; null for other pages.</summary>
    [BindProperty]
    public string? From { get; set; }

    /// <summary>The user who saved the draft last.</summary>
    public string Author { get; private set; } = "";

    /// <summary>Whether the draft was saved again after the user saw it.</summary>
    public bool HasMoved { get; private set; }

    public IEnumerable<DraftLine> Lines => Drafted.Changes.Select(change =>
    {
        var (published, drafted) = settings.Of(change, Published.Settings, Settings);
        // Only platform users see costs and models.
        var isShown = IsPlatform || change.Name != nameof(ChatbotSettings.Route);
        return new DraftLine(change.Name, isShown, published, drafted, Drafted.Contested.Contains(change));
    });

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        return this.PageOrFragment("_ChatbotDraft");
    }

    public async Task<IActionResult> OnPostPublishAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        return await PublishAsync(Revision ?? "", "Publish.Done", "_ChatbotDraft", ct, Insist);
    }

    public async Task<IActionResult> OnPostTakeBackAsync(string[] fields, CancellationToken ct)
    {
        var taken = await Editor.TakeBackAsync(Chatbot.Id, fields, Revision, ct);
        if (taken.Value is not { } saved)
            return NotFound();
        if (taken.Kind == SaveKind.Conflict)
        {
            HasMoved = true;
            Show(saved);
            await ReadAsync(ct);
            return Respond("_ChatbotDraft");
        }

        Notices.TellTakenBack(this, saved);
        return Back();
    }

    /// <summary>Returns to the tab from which the draft was published, otherwise to this page.</summary>
    protected override string? BackTo => ChatbotTabs.All.FirstOrDefault(tab => tab.Name == From)?.Page;

    private async Task ReadAsync(CancellationToken ct)
    {
        if (Drafted.Draft is { } draft)
            Author = (await Authors.NamesAsync(users, [draft.ChangedBy], texts, ct))(draft.ChangedBy);
    }
}

/// <summary>One setting that the draft changes.</summary>
/// <param name="Name">As in <see cref="ChatbotField.Name"/>.</param>
/// <param name="IsShown">Whether the user may see the values.</param>
/// <param name="Published">The published value, formatted.</param>
/// <param name="Drafted">The draft's value, formatted.</param>
/// <param name="IsContested">Whether a version published since the draft was started changed it too.</param>
public sealed record DraftLine(string Name, bool IsShown, string Published, string Drafted, bool IsContested)
{
    private const int ShortCharacters = 60;

    /// <summary>Whether the texts are compared line by line.</summary>
    public bool IsLong => Published.Contains('\n', StringComparison.Ordinal) || Drafted.Contains('\n', StringComparison.Ordinal)
        || Published.Length > ShortCharacters || Drafted.Length > ShortCharacters;

    public IReadOnlyList<DifferenceLine> Difference => LineDifference.Of(Published, Drafted);
}
