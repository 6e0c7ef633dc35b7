using System.Globalization;
using IAfluence.Core.Chatbots;

namespace IAfluence.Web.Pages.Chatbots.Shared;

/// <summary>A drawing of the widget as its settings make it, one for each theme that visitors may see.</summary>
/// <param name="Label">What it shows, for those who do not see it.</param>
/// <param name="Scenes">Light, dark, or both.</param>
/// <param name="Light">The accent in the light theme, as #rrggbb.</param>
/// <param name="Dark">The accent in the dark theme.</param>
public sealed record WidgetDrawing(string Label, IReadOnlyList<WidgetScene> Scenes, string Light, string Dark)
{
    /// <summary>Sent beside another region, to take the place of the drawing on the page.</summary>
    public bool IsBeside { get; init; }

    /// <param name="settings">Saved or not; what is wrong in them is drawn as the default.</param>
    /// <param name="words">What the widget says by itself.</param>
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

/// <summary>What a drawing takes from elsewhere than the settings: the widget's own words, where the logo is, whether the vendor's name shows.</summary>
/// <param name="Label">What the drawing shows, for those who do not see it.</param>
/// <param name="Placeholder">In the field for the visitor's message.</param>
/// <param name="AiNotice">The product's own words that an AI answers.</param>
/// <param name="Agree">On the button of the consent.</param>
/// <param name="Brand">The vendor's name; null for none.</param>
/// <param name="LogoUrl">Null for the initial instead.</param>
public sealed record WidgetWords(string Label, string Placeholder, string AiNotice, string Agree, string? Brand, string? LogoUrl);

/// <summary>The colours of one theme: those made from the accent, and those that widgets/css always has.</summary>
/// <param name="Theme">light or dark.</param>
/// <param name="Palette">Made from the accent.</param>
/// <param name="Ground">On which the accent has to be told apart; the bubbles'.</param>
public sealed record WidgetColors(string Theme, WidgetPalette Palette, string Ground, string Page, string PageLine, string Surface, string Ink, string Muted, string Line)
{
    public static WidgetColors Light(string accent) => new(
        "light", WidgetPalette.Light(accent), WidgetPalette.LightGround, "#e6ebee", "#d3dade", "#ffffff", "#16181d", "#5c5d61", "#dcdcdd");

    public static WidgetColors Dark(string accent) => new(
        "dark", WidgetPalette.Dark(accent), WidgetPalette.DarkGround, "#0b0d10", "#22262d", "#16181d", "#eceef2", "#acaeb2", "#36383d");
}

/// <summary>Letters cut to what a drawing has room for.</summary>
internal static class DrawnText
{
    public static string Short(string text, int characters)
    {
        var information = new StringInfo(text.Trim());
        return information.LengthInTextElements <= characters ? text.Trim() : information.SubstringByTextElements(0, Math.Max(1, characters - 1)).TrimEnd() + "…";
    }

    public static string Initial(string name) =>
        name.Trim() is { Length: > 0 } trimmed ? StringInfo.GetNextTextElement(trimmed).ToUpperInvariant() : "";

    /// <summary>At most so many lines of so many characters; what does not fit ends in an ellipsis.</summary>
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
