using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Storage;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots.Versions;

/// <summary>Lists the versions of a chatbot, newest first, with author, time and changes.</summary>
[Authorize(Policies.ClientViewer)]
public sealed class IndexModel(
    ChatbotEditor editor, ChatbotNotices notices, ChatbotVersions versions, PlatformDocuments<User> users, IStringLocalizer<ChatbotsTexts> texts)
    : ChatbotPage(editor, notices)
{
    private const int PageSize = 25;

    public IReadOnlyList<VersionLine> Lines { get; private set; } = [];

    public string? Next { get; private set; }

    /// <summary>The user who saved the draft last.</summary>
    public string DraftAuthor { get; private set; } = "";

    public async Task OnGetAsync(string? after, CancellationToken ct)
    {
        var (page, _) = await ListParts.ReadAsync(after, cursor => versions.ListAsync(Client.Id, Chatbot.Id, cursor, PageSize, ct));
        Next = page.Next;
        var authors = await Authors.NamesAsync(users, [.. page.Items.Select(version => version.CreatedBy), Drafted.Draft?.ChangedBy], texts, ct);
        DraftAuthor = authors(Drafted.Draft?.ChangedBy);
        var lines = new List<VersionLine>();
        foreach (var version in page.Items)
        {
            // The previous version is the next item, except at the end of the page.
            var before = page.Items.FirstOrDefault(other => other.Number == version.Number - 1)
                ?? await versions.FindNumberOrNullAsync(Client.Id, Chatbot.Id, version.Number - 1, ct);
            var changed = before is null ? null : ChatbotField.Changed(before.Settings, version.Settings);
            lines.Add(new VersionLine(version, authors(version.CreatedBy), changed is null || IsPlatform ? changed : [.. changed.Where(field => field.Name != nameof(ChatbotSettings.Route))]));
        }

        Lines = lines;
    }
}

/// <summary>One line of the list.</summary>
/// <param name="Author">The formatted author.</param>
/// <param name="Changed">The changed settings; null for the first version.</param>
public sealed record VersionLine(ChatbotVersion Version, string Author, IReadOnlyList<ChatbotField>? Changed);
