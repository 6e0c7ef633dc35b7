namespace IAfluence.Core.Chatbots;

/// <summary>The widget's appearance.</summary>
public sealed record ChatbotAppearance
{
    public const int DefaultRadius = 20;

    /// <summary>The accent colour, as #rrggbb.</summary>
    public string Color { get; init; } = "#2563eb";

    /// <summary>The accent colour in the dark theme, as #rrggbb; null to use <see cref="Color"/>.</summary>
    public string? ColorDark { get; init; }

    /// <summary>The side of the page: left or right.</summary>
    public string Side { get; init; } = "right";

    /// <summary>auto (follows the visitor's device), light or dark.</summary>
    public string Theme { get; init; } = "auto";

    /// <summary>The label beside the launcher's icon; null for the icon alone.</summary>
    public LocalText? LauncherLabel { get; init; }

    /// <summary>The launcher's shape: round, square, or bar (a pill, which requires a label).</summary>
    public string Launcher { get; init; } = "round";

    /// <summary>small, medium or large: 48, 56 or 64 pixels.</summary>
    public string LauncherSize { get; init; } = "medium";

    /// <summary>compact, standard or large.</summary>
    public string PanelSize { get; init; } = "standard";

    /// <summary>The corner radius of the panel in pixels, 0 to 24.</summary>
    public int Radius { get; init; } = DefaultRadius;

    /// <summary>system, or host to use the page's font.</summary>
    public string Font { get; init; } = "system";

    /// <summary>The uploaded image used as the avatar; null for none.</summary>
    public string? LogoId { get; init; }

    /// <summary>CSS rules for the widget's documented parts, validated by <see cref="PartStyles"/>; null for none.</summary>
    public string? Css { get; init; }
}
