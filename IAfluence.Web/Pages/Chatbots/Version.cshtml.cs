using System.Collections;
using System.Globalization;
using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;
using IAfluence.Web.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>One version beside the one before it, and the way back to it.</summary>
[Authorize(Policies.ClientReadManagerWrite)]
public sealed class VersionModel(ChatbotDesk desk, PlatformDocuments<User> users, ProviderCatalog catalog) : ChatbotPage(desk)
{
    public ChatbotVersion Shown { get; private set; } = null!;

    /// <summary>The version before; null for the first.</summary>
    public ChatbotVersion? Before { get; private set; }

    public string Author { get; private set; } = "";

    public bool IsPublished => Shown.Id == Version.Id;

    /// <summary>Costs and models are the platform's own business.</summary>
    public IEnumerable<SettingLine> Lines => ChatbotField.All
        .Where(setting => IsPlatform || setting.Name != nameof(ChatbotSettings.Route))
        .Select(setting => new SettingLine(
            setting.Name,
            TextOf(setting, Shown.Settings),
            Before is null ? null : TextOf(setting, Before.Settings),
            Before is not null && ChatbotField.Changed(Before.Settings, Shown.Settings).Contains(setting)));

    public async Task<IActionResult> OnGetAsync(long number, CancellationToken ct)
    {
        if (await Desk.Versions.FindNumberOrNullAsync(Client.Id, Chatbot.Id, number, ct) is not { } shown)
            return NotFound();
        Shown = shown;
        Before = await Desk.Versions.FindNumberOrNullAsync(Client.Id, Chatbot.Id, number - 1, ct);
        Author = (await Authors.NamesAsync(users, [shown.CreatedBy], Desk.Texts, ct))(shown.CreatedBy);
        return Page();
    }

    public async Task<IActionResult> OnPostRestoreAsync(long number, CancellationToken ct) =>
        Answer(await Desk.Versions.RestoreAsync(Client.Id, Chatbot.Id, number, Desk.User.Id, ct), "");

    private string TextOf(ChatbotField setting, ChatbotSettings settings) => (setting.Name, setting.Get(settings)) switch
    {
        (_, null or "") => "—",
        (nameof(ChatbotSettings.Locale), string locale) => Desk.Texts[$"Locale.{locale}"],
        ("Appearance.Side" or "Appearance.Theme" or "Appearance.Launcher" or "Appearance.LauncherSize" or "Appearance.PanelSize" or "Appearance.Font", string chosen) =>
            Desk.Texts[$"{setting.Name.Split('.')[1]}.{chosen}"],
        ("Appearance.LogoId", string logo) => Desk.Texts["Setting.Logo", logo.Length > 8 ? logo[..8] : logo],
        (_, bool given) => Desk.Texts[given ? "Setting.Yes" : "Setting.No"],
        (_, PagePatterns pages) => SettingTexts.Of(pages),
        (_, ChatbotInvitation invitation) => SettingTexts.Of(invitation, Desk.Texts),
        (_, ChatbotConsent consent) => SettingTexts.Of(consent, Desk.Texts),
        (_, LocalText text) => SettingTexts.Of(text, Desk.Texts),
        (_, LocalTexts texts) => SettingTexts.Of(texts, Desk.Texts),
        (nameof(ChatbotSettings.Languages), IEnumerable<string> languages) => string.Join(", ", languages.Select(language => Desk.Texts[$"Locale.{language}"].Value)),
        (nameof(ChatbotSettings.FormOfAddress), string form) => Desk.Texts[$"FormOfAddress.{form}"],
        (_, ChatbotContactForm form) => SettingTexts.Of(form, Desk.Texts),
        (_, ChatbotHours hours) => SettingTexts.Of(hours),
        var (_, value) => TextOf(value),
    };

    private string TextOf(object value) => value switch
    {
        string text => text,
        IEnumerable<ModelId> route => string.Join(" → ", route.Select(model => catalog.FindModelOrNull(model)?.Model.Name ?? model.Value)),
        IEnumerable<string> lines => lines.Any() ? string.Join('\n', lines) : "—",
        IEnumerable other => string.Join('\n', other.Cast<object>()),
        IFormattable number => number.ToString(null, CultureInfo.CurrentCulture),
        _ => value.ToString() ?? "—",
    };
}

/// <summary>One setting of the version shown.</summary>
public sealed record SettingLine(string Name, string Here, string? Before, bool Changed);
