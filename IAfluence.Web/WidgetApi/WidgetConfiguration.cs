using System.Globalization;
using System.Text.Json;
using IAfluence.Core.Chatbots;

namespace IAfluence.Web.WidgetApi;

/// <summary>The configuration with which the widget renders itself.</summary>
/// <param name="Pages">The pages on which the widget is shown, in the form of <see cref="PagePatternsMatch.ToScript"/>.</param>
/// <param name="Texts">The widget's own texts, without those of features that are loaded later.</param>
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

/// <param name="Sizes">Sizes of the launcher, the panel's width and its corners.</param>
/// <param name="Light">Readable colours for the light theme.</param>
/// <param name="Dark">Readable colours for the dark theme.</param>
/// <param name="Logo">The logo's path; null for none.</param>
/// <param name="Css">CSS rules for parts, in the form used in the shadow tree; null for none.</param>
/// <param name="Brand">Whether the vendor's brand is shown.</param>
public sealed record WidgetAppearance(
    string Color, string? ColorDark, WidgetSizes Sizes, WidgetPalette Light, WidgetPalette Dark, string Side, string Theme, string? LauncherLabel, string Launcher, string Font,
    string? Logo, string? Css, bool Brand);

/// <summary>CSS lengths: of the launcher, <c>56px</c>; of the panel's width, <c>27em</c>; of its corner radius, <c>20px</c>.</summary>
public sealed record WidgetSizes(string Size, string Panel, string Radius)
{
    public static WidgetSizes Of(ChatbotAppearance look) => new(
        look.LauncherSize switch { "small" => "48px", "large" => "64px", _ => "56px" },
        look.PanelSize switch { "compact" => "24em", "large" => "32em", _ => "27em" },
        string.Create(CultureInfo.InvariantCulture, $"{look.Radius}px"));
}

public sealed record WidgetLimits(int MessageCharacters);

/// <param name="Version">The version of the text in the visitor's language, to be sent with the consent.</param>
/// <param name="Versions">The versions in all languages; consent to any of them counts.</param>
public sealed record ConsentView(string Version, IReadOnlyList<string> Versions, string Text, string? PolicyUrl);

public sealed record ContactFormView(string Name, string Email, string Phone, string? Text);

/// <param name="Text">Until when the team is available, or when it is available again.</param>
public sealed record HoursView(bool Open, string Text);

public sealed record InvitationView(string Text, int? AfterSeconds, bool OnLeave, string Pages);
