using IAfluence.Web.Pages.Chatbots;

namespace IAfluence.Tests.Pages.Chatbots;

/// <summary>The sums behind what is said of colours.</summary>
public sealed class ContrastTests
{
    [Theory]
    [InlineData("#000000", "#ffffff", 21)]
    [InlineData("#ffffff", "#000000", 21)]
    [InlineData("#0b6a74", "#0b6a74", 1)]
    [InlineData("#767676", "#ffffff", 4.54)]
    [InlineData("#2563eb", "#ffffff", 5.17)]
    public void The_ratio_is_wcags(string one, string other, double ratio) => Assert.Equal(ratio, Contrast.Ratio(one, other), 2);

    [Fact]
    public void Whatever_the_colour_its_text_and_what_is_drawn_with_it_can_be_read()
    {
        for (var red = 0; red < 256; red += 17)
        {
            for (var green = 0; green < 256; green += 17)
            {
                for (var blue = 0; blue < 256; blue += 17)
                {
                    var color = $"#{red:x2}{green:x2}{blue:x2}";
                    Assert.True(Contrast.Ratio(Contrast.TextOn(color), color) >= Contrast.ForText, color);
                    foreach (var ground in new[] { WidgetColors.LightGround, WidgetColors.DarkGround })
                        Assert.True(Contrast.Ratio(Contrast.ReadableOn(color, ground), ground) >= Contrast.ForText, $"{color} on {ground}");
                }
            }
        }
    }

    [Fact]
    public void A_colour_that_can_be_read_stays_as_it_is() => Assert.Equal("#0b5a63", Contrast.ReadableOn("#0b5a63", WidgetColors.LightGround));
}
