namespace IAfluence.Core.Chatbots;

/// <summary>How the widget looks.</summary>
public sealed record ChatbotAppearance
{
    public const int DefaultRadius = 20;

    /// <summary>The accent, as #rrggbb.</summary>
    public string Color { get; init; } = "#2563eb";

    /// <summary>The accent in the dark theme, as #rrggbb; null for the same.</summary>
    public string? ColorDark { get; init; }

    /// <summary>The corner of the page: left or right.</summary>
    public string Side { get; init; } = "right";

    /// <summary>auto (as the visitor's device), light or dark.</summary>
    public string Theme { get; init; } = "auto";

    /// <summary>Words beside the launcher's icon; null for the icon alone.</summary>
    public LocalText? LauncherLabel { get; init; }

    /// <summary>The launcher's shape: round, square, or bar (a pill with the label, which it needs).</summary>
    public string Launcher { get; init; } = "round";

    /// <summary>small, medium or large: 48, 56 or 64 pixels.</summary>
    public string LauncherSize { get; init; } = "medium";

    /// <summary>compact, standard or large.</summary>
    public string PanelSize { get; init; } = "standard";

    /// <summary>Of the panel's corners, in pixels: 0 to 24.</summary>
    public int Radius { get; init; } = DefaultRadius;

    /// <summary>system, or host for the font of the page.</summary>
    public string Font { get; init; } = "system";

    /// <summary>The uploaded image shown as the avatar; null for none.</summary>
    public string? LogoId { get; init; }

    /// <summary>Rules on the widget's documented parts, as <see cref="PartStyles"/> accepts them; null for none.</summary>
    public string? Css { get; init; }
}
