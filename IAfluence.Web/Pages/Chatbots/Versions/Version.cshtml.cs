using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Storage;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots.Versions;

/// <summary>Compares a version with the previous one, and restores it.</summary>
[Authorize(Policies.ClientReadManagerWrite)]
public sealed class VersionModel(
    ChatbotEditor editor, ChatbotNotices notices, ChatbotVersions versions, SettingWords settings, PlatformDocuments<User> users,
    IStringLocalizer<ChatbotsTexts> texts) : ChatbotPage(editor, notices)
{
    public ChatbotVersion Shown { get; private set; } = null!;

    /// <summary>The previous version; null for the first one.</summary>
    public ChatbotVersion? Before { get; private set; }

    public string Author { get; private set; } = "";

    public bool IsPublished => Shown.Id == Published.Id;

    /// <summary>The draft's changes that restoring this version discards. The route is kept when the user may not see it.</summary>
    public IEnumerable<ChatbotField> Lost => Drafted.Changes.Where(change => IsPlatform || change.Name != nameof(ChatbotSettings.Route));

    /// <summary>Whether the page asks for confirmation before the draft is replaced.</summary>
    public bool Asks { get; private set; }

    /// <summary>Whether the draft was saved again after the user saw it.</summary>
    public bool HasMoved { get; private set; }

    /// <summary>The settings, without those that only platform users see.</summary>
    public IEnumerable<SettingLine> Lines => ChatbotField.All
        .Where(setting => IsPlatform || setting.Name != nameof(ChatbotSettings.Route))
        .Select(setting =>
        {
            if (Before is null)
                return new SettingLine(setting.Name, settings.Of(setting, Shown.Settings), null, false);
            var (here, before) = settings.Of(setting, Shown.Settings, Before.Settings);
            return new SettingLine(setting.Name, here, before, ChatbotField.Changed(Before.Settings, Shown.Settings).Contains(setting));
        });

    public async Task<IActionResult> OnGetAsync(long number, CancellationToken ct) => await ReadAsync(number, ct) ? Page() : NotFound();

    /// <summary>
    /// Copies this version's settings into the draft; the next page shows the difference and can publish it. Asks first when an existing draft would
    /// be lost.
    /// </summary>
    public async Task<IActionResult> OnPostRestoreAsync(long number, CancellationToken ct)
    {
        if (!Insist && Lost.Any())
            return await AskAsync(number, (Revision ?? "") != Drafted.Revision, ct);
        var restored = await Editor.RestoreAsync(Chatbot.Id, number, Revision, ct);
        if (restored.Kind == SaveKind.Missing)
            return NotFound();
        if (restored.Kind == SaveKind.Conflict)
        {
            Show(restored.Value!);
            return await AskAsync(number, true, ct);
        }

        if (restored.Value is { } drafted)
        {
            Notices.TellRestored(this, number, drafted);
            return Back("Draft");
        }

        // The rules may have become stricter since the version was published.
        this.Tell(texts["Versions.NotRestored", Notices.LabelsOf(restored.Errors)], FlashTone.Danger);
        return Back("Index");
    }

    private async Task<IActionResult> AskAsync(long number, bool hasMoved, CancellationToken ct)
    {
        (Asks, HasMoved) = (true, hasMoved);
        if (!await ReadAsync(number, ct))
            return NotFound();
        Response.StatusCode = hasMoved ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        return Page();
    }

    /// <returns>False when the version does not exist.</returns>
    private async Task<bool> ReadAsync(long number, CancellationToken ct)
    {
        if (await versions.FindNumberOrNullAsync(Client.Id, Chatbot.Id, number, ct) is not { } shown)
            return false;
        Shown = shown;
        Before = await versions.FindNumberOrNullAsync(Client.Id, Chatbot.Id, number - 1, ct);
        Author = (await Authors.NamesAsync(users, [shown.CreatedBy], texts, ct))(shown.CreatedBy);
        return true;
    }
}

/// <summary>One setting of the version.</summary>
public sealed record SettingLine(string Name, string Here, string? Before, bool Changed);
