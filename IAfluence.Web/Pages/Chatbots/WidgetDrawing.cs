using System.Globalization;
using IAfluence.Core.Chatbots;

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>What a drawing of the widget shows, in colours that can be read on each other whatever the accent.</summary>
/// <param name="Accent">As #rrggbb.</param>
/// <param name="OnAccent">Black or white, whichever reads better on the accent.</param>
/// <param name="Left">In the left corner of the page.</param>
/// <param name="Dark">Drawn dark.</param>
/// <param name="Initial">The first letter of its name.</param>
/// <param name="Name">The chatbot's.</param>
/// <param name="Greeting">In lines that fit.</param>
/// <param name="Suggestion">The first one; null for none.</param>
/// <param name="Label">Beside the launcher; null for the icon alone.</param>
public sealed record WidgetDrawing(
    string Accent, string OnAccent, bool Left, bool Dark, string Initial, string Name, IReadOnlyList<string> Greeting, string? Suggestion, string? Label)
{
    private const int LineCharacters = 30;
    private const int MaxLines = 4;

    public static WidgetDrawing Of(ChatbotSettings settings)
    {
        var look = settings.Appearance;
        var accent = ChatbotRules.IsColor(look.Color) ? look.Color.ToLowerInvariant() : new ChatbotAppearance().Color;
        return new WidgetDrawing(
            accent, Luminance(accent) > 0.179 ? "#000000" : "#ffffff", look.Side == "left", look.Theme == "dark", FirstLetter(settings.Name), Short(settings.Name, 24),
            Lines(settings.Greeting), settings.Suggestions is [var first, ..] ? Short(first, 30) : null,
            string.IsNullOrWhiteSpace(look.LauncherLabel) ? null : Short(look.LauncherLabel.Trim(), 24));
    }

    private static string FirstLetter(string name) =>
        name.Trim() is { Length: > 0 } trimmed ? StringInfo.GetNextTextElement(trimmed).ToUpperInvariant() : "";

    private static string Short(string text, int characters)
    {
        var information = new StringInfo(text);
        return information.LengthInTextElements <= characters ? text : information.SubstringByTextElements(0, characters - 1) + "…";
    }

    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => Short(word, LineCharacters)))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > LineCharacters)
            {
                lines.Add(line);
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        if (line.Length > 0)
            lines.Add(line);
        return lines.Count <= MaxLines ? lines : [.. lines.Take(MaxLines - 1), Short(lines[MaxLines - 1], LineCharacters - 1) + "…"];
    }

    /// <summary>WCAG's relative luminance; at 0.179 black and white read equally well.</summary>
    private static double Luminance(string color)
    {
        return (0.2126 * Part(1)) + (0.7152 * Part(3)) + (0.0722 * Part(5));

        double Part(int at)
        {
            var part = int.Parse(color.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d;
            return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
        }
    }
}
