using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Storage;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots;

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

    /// <summary>Costs and models are the platform's own business.</summary>
    public IEnumerable<SettingLine> Lines => ChatbotField.All
        .Where(setting => IsPlatform || setting.Name != nameof(ChatbotSettings.Route))
        .Select(setting => new SettingLine(
            setting.Name,
            settings.Of(setting, Shown.Settings),
            Before is null ? null : settings.Of(setting, Before.Settings),
            Before is not null && ChatbotField.Changed(Before.Settings, Shown.Settings).Contains(setting)));

    public async Task<IActionResult> OnGetAsync(long number, CancellationToken ct)
    {
        if (await versions.FindNumberOrNullAsync(Client.Id, Chatbot.Id, number, ct) is not { } shown)
            return NotFound();
        Shown = shown;
        Before = await versions.FindNumberOrNullAsync(Client.Id, Chatbot.Id, number - 1, ct);
        Author = (await Authors.NamesAsync(users, [shown.CreatedBy], texts, ct))(shown.CreatedBy);
        return Page();
    }

    /// <summary>Puts this version's settings into the draft; the page that follows shows the difference, and publishes.</summary>
    public async Task<IActionResult> OnPostRestoreAsync(long number, CancellationToken ct)
    {
        var restored = await Editor.RestoreAsync(Chatbot.Id, number, ct);
        if (restored.Kind == SaveKind.Missing)
            return NotFound();
        if (restored.Value is { } drafted)
        {
            Notices.TellRestored(this, number, drafted);
            return Back("Draft");
        }

        // Rules may have become stricter since.
        this.Tell(texts["Versions.NotRestored", string.Join(", ", restored.Errors.Select(error => error.Field))], FlashTone.Danger);
        return Back("Versions");
    }
}

/// <summary>One setting of the version shown.</summary>
public sealed record SettingLine(string Name, string Here, string? Before, bool Changed);
