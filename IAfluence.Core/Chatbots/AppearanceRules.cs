namespace IAfluence.Core.Chatbots;

/// <summary>Normalizes and validates a chatbot's appearance.</summary>
public static class AppearanceRules
{
    public const int MaxLauncherLabelCharacters = 40;
    public const int MaxRadius = 24;
    public const int MaxCssCharacters = 8000;

    public static readonly IReadOnlyList<string> Sides = ["right", "left"];
    public static readonly IReadOnlyList<string> Themes = ["auto", "light", "dark"];
    public static readonly IReadOnlyList<string> Launchers = ["round", "square", "bar"];
    public static readonly IReadOnlyList<string> LauncherSizes = ["small", "medium", "large"];
    public static readonly IReadOnlyList<string> PanelSizes = ["compact", "standard", "large"];
    public static readonly IReadOnlyList<string> Fonts = ["system", "host"];

    internal static ChatbotAppearance Tidy(ChatbotAppearance appearance) => appearance with
    {
        Color = appearance.Color.Trim().ToLowerInvariant(),
        ColorDark = ChatbotRules.TextOrNull(appearance.ColorDark)?.ToLowerInvariant(),
        LauncherLabel = ChatbotRules.TextOrNull(appearance.LauncherLabel),
        LogoId = ChatbotRules.TextOrNull(appearance.LogoId),
        Css = ChatbotRules.TextOrNull(appearance.Css),
    };

    internal static void Check(RuleList rules, ChatbotAppearance appearance, string first, bool brandShows)
    {
        rules.Color("Appearance.Color", appearance.Color);
        rules.Color("Appearance.ColorDark", appearance.ColorDark);
        rules.OneOf("Appearance.Side", appearance.Side, Sides);
        rules.OneOf("Appearance.Theme", appearance.Theme, Themes);
        rules.MaxLength("Appearance.LauncherLabel", appearance.LauncherLabel, MaxLauncherLabelCharacters);
        rules.OneOf("Appearance.Launcher", appearance.Launcher, Launchers);
        if (appearance.Launcher == "bar")
            rules.Required("Appearance.LauncherLabel", appearance.LauncherLabel, first);
        rules.OneOf("Appearance.LauncherSize", appearance.LauncherSize, LauncherSizes);
        rules.OneOf("Appearance.PanelSize", appearance.PanelSize, PanelSizes);
        rules.Within("Appearance.Radius", appearance.Radius, 0, MaxRadius);
        rules.OneOf("Appearance.Font", appearance.Font, Fonts);
        if (appearance.LogoId is { } logo && !Keys.IsPublicKey(logo))
            rules.Add("Appearance.LogoId", FieldErrors.NotValid, logo);
        rules.MaxLength("Appearance.Css", appearance.Css, MaxCssCharacters);
        if (appearance.Css is { Length: <= MaxCssCharacters } css && PartStyles.Read(css, brandShows) is { Fault: { } fault } sheet)
            rules.Add("Appearance.Css", sheet.HidesBrand ? FieldErrors.HidesBrand : FieldErrors.NotAPartStyle, fault);
    }
}
