using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Storage;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots.Versions;

/// <summary>One version beside the one before it, and the way back to it.</summary>
[Authorize(Policies.ClientReadManagerWrite)]
public sealed class VersionModel(
    ChatbotEditor editor, ChatbotNotices notices, ChatbotVersions versions, SettingWords settings, PlatformDocuments<User> users,
    IStringLocalizer<ChatbotsTexts> texts) : ChatbotPage(editor, notices)
{
    public ChatbotVersion Shown { get; private set; } = null!;

    /// <summary>The version before; null for the first.</summary>
    public ChatbotVersion? Before { get; private set; }

    public string Author { get; private set; } = "";

    public bool IsPublished => Shown.Id == Published.Id;

    /// <summary>What of the draft is lost when this version takes its place; the route of models stays where the reader may not see it.</summary>
    public IEnumerable<ChatbotField> Lost => Drafted.Changes.Where(change => IsPlatform || change.Name != nameof(ChatbotSettings.Route));

    /// <summary>Whether the person is asked before the draft is replaced.</summary>
    public bool Asks { get; private set; }

    /// <summary>Whether the draft was saved again after the person saw it.</summary>
    public bool HasMoved { get; private set; }

    /// <summary>Costs and models are the platform's own business.</summary>
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

    /// <summary>Puts this version's settings into the draft; the page that follows shows the difference, and publishes. A draft that would be lost is shown first.</summary>
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

        // Rules may have become stricter since.
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

    /// <returns>False when there is no such version.</returns>
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

/// <summary>One setting of the version shown.</summary>
public sealed record SettingLine(string Name, string Here, string? Before, bool Changed);
