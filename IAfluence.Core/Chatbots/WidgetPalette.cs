namespace IAfluence.Core.Chatbots;

/// <summary>The widget's colours in one theme, derived from the accent so that all text is readable. Colours are written #rrggbb.</summary>
/// <param name="Brand">The chosen accent: the background of the launcher and of the visitor's messages.</param>
/// <param name="OnBrand">Black or white, for text on it.</param>
/// <param name="Accent">The accent adjusted for text and lines on the panel.</param>
public sealed record WidgetPalette(string Brand, string OnBrand, string Accent)
{
    /// <summary>The darkest background of the light theme on which the accent must be readable: a reply's bubble.</summary>
    public const string LightGround = "#f2f4f7";

    /// <summary>The lightest background of the dark theme.</summary>
    public const string DarkGround = "#242830";

    /// <param name="accent">A colour as #rrggbb.</param>
    public static WidgetPalette Light(string accent) => new(accent, Contrast.TextOn(accent), Contrast.ReadableOn(accent, LightGround));

    /// <inheritdoc cref="Light"/>
    public static WidgetPalette Dark(string accent) => new(accent, Contrast.TextOn(accent), Contrast.ReadableOn(accent, DarkGround));
}
