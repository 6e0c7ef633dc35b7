using System.Globalization;
using System.Text.Json;
using IAfluence.Core.Chatbots;

namespace IAfluence.Web.WidgetApi;

/// <summary>What the widget needs to draw itself.</summary>
/// <param name="Pages">On which pages it shows, as <see cref="PagePatternsMatch.ToScript"/> writes it.</param>
/// <param name="Texts">The widget's own, but for those of what it seldom does, which come with that.</param>
public sealed record WidgetConfiguration(
    string Name,
    string Greeting,
    string Locale,
    string Direction,
    IReadOnlyList<string> Suggestions,
    WidgetAppearance Appearance,
    WidgetLimits Limits,
    string? AiNotice,
    ConsentView? Consent,
    ContactFormView? Contact,
    bool Handover,
    HoursView? Hours,
    InvitationView? Invitation,
    string Pages,
    bool Images,
    JsonElement Texts);

/// <param name="Sizes">Of the launcher, of the panel's width, of its corners.</param>
/// <param name="Light">The colours of the light theme, worked out so that all can be read.</param>
/// <param name="Dark">Those of the dark one.</param>
/// <param name="Logo">Its path; null for none.</param>
/// <param name="Css">Rules on parts, as they stand in the widget's shadow tree; null for none.</param>
/// <param name="Brand">Whether the vendor's brand is shown.</param>
public sealed record WidgetAppearance(
    string Color, string? ColorDark, WidgetSizes Sizes, WidgetPalette Light, WidgetPalette Dark, string Side, string Theme, string? LauncherLabel, string Launcher, string Font,
    string? Logo, string? Css, bool Brand);

/// <summary>Lengths of CSS: the launcher's, <c>56px</c>; the panel's width, <c>27em</c>; the radius of its corners, <c>20px</c>.</summary>
public sealed record WidgetSizes(string Size, string Panel, string Radius)
{
    public static WidgetSizes Of(ChatbotAppearance look) => new(
        look.LauncherSize switch { "small" => "48px", "large" => "64px", _ => "56px" },
        look.PanelSize switch { "compact" => "24em", "large" => "32em", _ => "27em" },
        string.Create(CultureInfo.InvariantCulture, $"{look.Radius}px"));
}

public sealed record WidgetLimits(int MessageCharacters);

/// <param name="Version">Of the words shown, in the visitor's language; what agreeing to them sends.</param>
/// <param name="Versions">Those of every language: a visitor who agreed to one of them is not asked again.</param>
public sealed record ConsentView(string Version, IReadOnlyList<string> Versions, string Text, string? PolicyUrl);

public sealed record ContactFormView(string Name, string Email, string Phone, string? Text);

/// <param name="Open">Whether the team can answer now.</param>
/// <param name="Text">Until when it can, or from when on.</param>
public sealed record HoursView(bool Open, string Text);

public sealed record InvitationView(string Text, int? AfterSeconds, bool OnLeave, string Pages);
