using System.Globalization;
using IAfluence.Core.Chatbots;

namespace IAfluence.Web.Pages.Chatbots.Shared;

/// <summary>A preview of the widget, with one scene for each theme that visitors can see.</summary>
/// <param name="Label">The accessible description.</param>
/// <param name="Scenes">Light, dark, or both.</param>
/// <param name="Light">The accent in the light theme, as #rrggbb.</param>
/// <param name="Dark">The accent in the dark theme, as #rrggbb.</param>
public sealed record WidgetDrawing(string Label, IReadOnlyList<WidgetScene> Scenes, string Light, string Dark)
{
    /// <summary>Whether it is sent together with another region and replaces the preview on the page.</summary>
    public bool IsBeside { get; init; }

    /// <param name="settings">Saved or unsaved; invalid values are drawn as the default.</param>
    /// <param name="words">The widget's own texts.</param>
    public static WidgetDrawing Of(ChatbotSettings settings, WidgetWords words)
    {
        var look = settings.Appearance;
        var light = ChatbotRules.IsColor(look.Color) ? look.Color.ToLowerInvariant() : new ChatbotAppearance().Color;
        var dark = look.ColorDark is { } own && ChatbotRules.IsColor(own) ? own.ToLowerInvariant() : light;
        return new WidgetDrawing(words.Label, look.Theme switch
        {
            "light" => [WidgetScene.Of(settings, words, WidgetColors.Light(light))],
            "dark" => [WidgetScene.Of(settings, words, WidgetColors.Dark(dark))],
            _ => [WidgetScene.Of(settings, words, WidgetColors.Light(light)), WidgetScene.Of(settings, words, WidgetColors.Dark(dark))],
        }, light, dark);
    }
}

/// <summary>The parts of a preview that are not settings: the widget's own texts, the logo's address and the vendor's name.</summary>
/// <param name="Label">The accessible description.</param>
/// <param name="Placeholder">The placeholder of the message field.</param>
/// <param name="AiNotice">The product's AI notice.</param>
/// <param name="Agree">The label of the consent button.</param>
/// <param name="Brand">The vendor's name; null for none.</param>
/// <param name="LogoUrl">Null to show the initial.</param>
public sealed record WidgetWords(string Label, string Placeholder, string AiNotice, string Agree, string? Brand, string? LogoUrl);

/// <summary>The colours of one theme: those derived from the accent and the fixed ones of widgets/css.</summary>
/// <param name="Theme">light or dark.</param>
/// <param name="Palette">Derived from the accent.</param>
/// <param name="Ground">The bubbles' colour, the background for the accent's contrast.</param>
public sealed record WidgetColors(string Theme, WidgetPalette Palette, string Ground, string Page, string PageLine, string Surface, string Ink, string Muted, string Line)
{
    public static WidgetColors Light(string accent) => new(
        "light", WidgetPalette.Light(accent), WidgetPalette.LightGround, "#e6ebee", "#d3dade", "#ffffff", "#16181d", "#5c5d61", "#dcdcdd");

    public static WidgetColors Dark(string accent) => new(
        "dark", WidgetPalette.Dark(accent), WidgetPalette.DarkGround, "#0b0d10", "#22262d", "#16181d", "#eceef2", "#acaeb2", "#36383d");
}

/// <summary>Fits texts into the space of a drawing.</summary>
internal static class DrawnText
{
    public static string Short(string text, int characters)
    {
        var information = new StringInfo(text.Trim());
        return information.LengthInTextElements <= characters ? text.Trim() : information.SubstringByTextElements(0, Math.Max(1, characters - 1)).TrimEnd() + "…";
    }

    public static string Initial(string name) =>
        name.Trim() is { Length: > 0 } trimmed ? StringInfo.GetNextTextElement(trimmed).ToUpperInvariant() : "";

    /// <summary>Wraps the text to a maximum number of lines and characters, with an ellipsis at the end when it is truncated.</summary>
    public static IReadOnlyList<string> Lines(string text, int characters, int most)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => Short(word, characters)))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > characters)
            {
                lines.Add(line);
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        if (line.Length > 0)
            lines.Add(line);
        return lines.Count <= most ? lines : [.. lines.Take(most - 1), Short(lines[most - 1], characters - 1).TrimEnd('…') + "…"];
    }
}
