namespace IAfluence.Core.Chatbots;

/// <summary>The colours of a widget in one theme, made from its accent so that everything can be read. Each is written #rrggbb.</summary>
/// <param name="Brand">The accent as it was chosen: the ground of the launcher and of the visitor's messages.</param>
/// <param name="OnBrand">Black or white, for letters on it.</param>
/// <param name="Accent">The accent where it is itself letters and lines on the panel.</param>
public sealed record WidgetPalette(string Brand, string OnBrand, string Accent)
{
    /// <summary>The darkest ground of the light theme on which the accent has to be read: a reply's bubble.</summary>
    public const string LightGround = "#f2f4f7";

    /// <summary>The lightest ground of the dark theme.</summary>
    public const string DarkGround = "#242830";

    /// <param name="accent">A colour as #rrggbb.</param>
    public static WidgetPalette Light(string accent) => new(accent, Contrast.TextOn(accent), Contrast.ReadableOn(accent, LightGround));

    /// <inheritdoc cref="Light"/>
    public static WidgetPalette Dark(string accent) => new(accent, Contrast.TextOn(accent), Contrast.ReadableOn(accent, DarkGround));
}
