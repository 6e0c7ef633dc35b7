using IAfluence.Core.Chatbots;
using IAfluence.Web.Pages.Chatbots.Shared;

namespace IAfluence.Web.Pages.Chatbots.Appearance;

/// <summary>The appearance form.</summary>
public sealed class AppearanceForm
{
    public string? Color { get; set; }

    /// <summary>Whether the dark theme has its own colour.</summary>
    public bool OwnDark { get; set; }

    public string? ColorDark { get; set; }

    public string? Side { get; set; }

    public string? Theme { get; set; }

    public LocalFields LauncherLabel { get; set; } = new();

    public string? Launcher { get; set; }

    public string? LauncherSize { get; set; }

    public string? PanelSize { get; set; }

    public int? Radius { get; set; }

    public string? Font { get; set; }

    public string? Css { get; set; }

    public static AppearanceForm Of(ChatbotSettings settings)
    {
        var look = settings.Appearance;
        return new()
        {
            Color = look.Color,
            OwnDark = look.ColorDark is not null,
            ColorDark = look.ColorDark ?? look.Color,
            Side = look.Side,
            Theme = look.Theme,
            LauncherLabel = LocalFields.Of(look.LauncherLabel, settings),
            Launcher = look.Launcher,
            LauncherSize = look.LauncherSize,
            PanelSize = look.PanelSize,
            Radius = look.Radius,
            Font = look.Font,
            Css = look.Css,
        };
    }

    public ChatbotSettings ApplyTo(ChatbotSettings read) => read with
    {
        Appearance = read.Appearance with
        {
            Color = ColorOf(Color),
            ColorDark = OwnDark ? ColorOf(ColorDark) : null,
            Side = Side ?? "",
            Theme = Theme ?? "",
            LauncherLabel = LauncherLabel.ToText(),
            Launcher = Launcher ?? "",
            LauncherSize = LauncherSize ?? "",
            PanelSize = PanelSize ?? "",
            Radius = Radius ?? ChatbotAppearance.DefaultRadius,
            Font = Font ?? "",
            Css = Css,
        },
    };

    /// <summary>An invalid colour is kept as typed, so that validation reports it.</summary>
    private static string ColorOf(string? typed) => ColorText.OfTypedOrNull(typed) ?? typed ?? "";
}
