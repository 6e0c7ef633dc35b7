using System.Globalization;

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>
/// How well colours are told apart, by WCAG 2.2, and what the widget does about it: the same sums as in widgets/js/src/common/color.ts,
/// so that the admin says what visitors will see.
/// </summary>
public static class Contrast
{
    /// <summary>What text needs (WCAG's AA).</summary>
    public const double ForText = 4.5;

    /// <summary>What letters need to be read with ease (WCAG's AAA).</summary>
    public const double ForEase = 7;

    /// <summary>What a shape needs to be seen on its ground.</summary>
    public const double ForShapes = 3;

    /// <summary>1, the same, to 21, black on white.</summary>
    /// <param name="one">As #rrggbb, like the other.</param>
    public static double Ratio(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>Black or white, whichever reads better on this colour: at least 4.5 on every colour there is.</summary>
    public static string TextOn(string color) => Luminance(color) > 0.179 ? "#000000" : "#ffffff";

    /// <summary>The colour, moved towards black or white in twenty steps until it can be read on this ground.</summary>
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

    /// <summary>WCAG's relative luminance; at 0.179 black and white read equally well.</summary>
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
