using System.Globalization;

namespace IAfluence.Core.Chatbots;

/// <summary>Computes colour contrast as defined by WCAG 2.2 (success criteria 1.4.3 and 1.4.11). Colours are written #rrggbb.</summary>
public static class Contrast
{
    /// <summary>The minimum ratio for text (level AA).</summary>
    public const double ForText = 4.5;

    /// <summary>The enhanced ratio for text (level AAA).</summary>
    public const double ForEase = 7;

    /// <summary>The minimum ratio for graphics.</summary>
    public const double ForShapes = 3;

    // The luminance at which black and white have the same contrast.
    private const double Middle = 0.179;

    /// <summary>The contrast ratio, from 1 (same colour) to 21 (black on white).</summary>
    public static double Ratio(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>Black or white, whichever has more contrast. The ratio is at least 4.5 on any colour.</summary>
    public static string TextOn(string color) => Luminance(color) > Middle ? "#000000" : "#ffffff";

    /// <summary>Moves a colour towards black or white in up to twenty steps, until it reaches the ratio on the background.</summary>
    public static string ReadableOn(string color, string ground, double ratio = ForText)
    {
        var target = TextOn(ground) == "#000000" ? 0 : 255;
        var readable = color;
        for (var step = 1; step <= 20 && Ratio(readable, ground) < ratio; step++)
        {
            var parts = Parts(color).Select(part => (int)Math.Round(part + ((target - part) * step / 20d), MidpointRounding.AwayFromZero));
            readable = "#" + string.Concat(parts.Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));
        }

        return readable;
    }

    private static double Luminance(string color)
    {
        var parts = Parts(color).Select(part => part / 255d).Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    private static int[] Parts(string color)
    {
        return [Part(1), Part(3), Part(5)];

        int Part(int at) => int.Parse(color.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
