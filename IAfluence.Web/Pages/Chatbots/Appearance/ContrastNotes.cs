using System.Globalization;
using IAfluence.Core.Chatbots;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots.Appearance;

/// <summary>A note about a colour's contrast.</summary>
/// <param name="IsWarning">Whether the widget adjusts the colour.</param>
public sealed record ContrastNote(string Text, bool IsWarning);

/// <summary>Describes the contrast of a chatbot's colours, and what the widget adjusts.</summary>
public static class ContrastNotes
{
    /// <param name="look">Saved or unsaved; an invalid colour has no notes.</param>
    public static IReadOnlyList<ContrastNote> Of(ChatbotAppearance look, IStringLocalizer<ChatbotsTexts> texts)
    {
        var notes = new List<ContrastNote>();
        var dark = look.ColorDark ?? look.Color;
        if (look.Theme != "dark" && ChatbotRules.IsColor(look.Color))
            Add("light", WidgetPalette.Light(look.Color), WidgetPalette.LightGround);
        if (look.Theme != "light" && ChatbotRules.IsColor(dark))
            Add("dark", WidgetPalette.Dark(dark), WidgetPalette.DarkGround);
        return notes;

        void Add(string name, WidgetPalette palette, string ground)
        {
            var theme = texts[$"Contrast.{name}"].Value;
            var onAccent = Contrast.Ratio(palette.OnBrand, palette.Brand);
            var onGround = Contrast.Ratio(palette.Brand, ground);
            notes.Add(new(texts[palette.OnBrand == "#ffffff" ? "Contrast.White" : "Contrast.Black", theme, Said(onAccent), texts[Grade(onAccent)]], IsWarning: false));
            notes.Add(onGround >= Contrast.ForText
                ? new(texts["Contrast.Panel", theme, Said(onGround), texts[Grade(onGround)]], IsWarning: false)
                : new(texts["Contrast.Repaired", theme, Said(onGround), palette.Accent], IsWarning: true));
        }
    }

    // Truncated instead of rounded, because 4.47 does not reach 4.5.
    private static string Said(double ratio) => (Math.Floor(ratio * 10) / 10).ToString("0.0", CultureInfo.CurrentCulture);

    private static string Grade(double ratio) => ratio >= Contrast.ForEase ? "Contrast.Great" : "Contrast.Good";
}
