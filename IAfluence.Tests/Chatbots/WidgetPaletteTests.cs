using IAfluence.Core.Chatbots;

namespace IAfluence.Tests.Chatbots;

public sealed class WidgetPaletteTests
{
    /// <summary>The figures of WCAG's own examples: grey #767676 is the lightest that passes on white.</summary>
    [Theory]
    [InlineData("#000000", "#ffffff", 21)]
    [InlineData("#ffffff", "#ffffff", 1)]
    [InlineData("#767676", "#ffffff", 4.54)]
    [InlineData("#ff0000", "#ffffff", 4.0)]
    public void Contrast_is_the_ratio_of_WCAG(string one, string other, double expected)
    {
        Assert.Equal(expected, Contrast.Ratio(one, other), 0.01);
        Assert.Equal(expected, Contrast.Ratio(other, one), 0.01);
    }

    [Fact]
    public void Every_accent_can_be_read_on_both_themes_and_carries_letters()
    {
        int[] steps = [0, 51, 102, 153, 204, 255];
        var accents = from red in steps from green in steps from blue in steps select $"#{red:x2}{green:x2}{blue:x2}";

        Assert.All(accents, accent =>
        {
            var (light, dark) = (WidgetPalette.Light(accent), WidgetPalette.Dark(accent));
            Assert.Equal(accent, light.Brand);
            Assert.InRange(Contrast.Ratio(light.Brand, light.OnBrand), Contrast.ForText, 21);
            Assert.InRange(Contrast.Ratio(light.Accent, WidgetPalette.LightGround), Contrast.ForText, 21);
            Assert.InRange(Contrast.Ratio(dark.Accent, WidgetPalette.DarkGround), Contrast.ForText, 21);
        });
    }

    [Fact]
    public void An_accent_that_can_be_read_stays_as_it_was_chosen()
    {
        Assert.Equal("#1d4ed8", WidgetPalette.Light("#1d4ed8").Accent);
        Assert.Equal("#93c5fd", WidgetPalette.Dark("#93c5fd").Accent);
    }
}
