using IAfluence.Web.Shell;

namespace IAfluence.Tests.Pages;

/// <summary>A reply is written by a model that nobody controls: what it says is shown, never run.</summary>
public sealed class SafeMarkdownTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("**a** <b onclick='x'>b</b>")]
    [InlineData("<iframe src='https://elsewhere.example'></iframe>")]
    public void Markup_is_shown_as_text(string text)
    {
        var html = SafeMarkdown.Render(text, 3).Value!;

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<iframe", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b ", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[a](javascript:alert(1))")]
    [InlineData("[a](JaVaScRiPt:alert(1))")]
    [InlineData("[a](data:text/html,x)")]
    [InlineData("[a](//elsewhere.example)")]
    [InlineData("[a](vbscript:x)")]
    [InlineData("<javascript:alert(1)>")]
    public void A_link_that_leads_nowhere_safe_leaves_its_words(string text) =>
        Assert.DoesNotContain("href", SafeMarkdown.Render(text, 3).Value!, StringComparison.Ordinal);

    [Theory]
    [InlineData("[a](https://www.martin.example/horaires)", "https://www.martin.example/horaires")]
    [InlineData("[a](mailto:a@martin.example)", "mailto:a@martin.example")]
    [InlineData("[a](/help/fr/costs)", "/help/fr/costs")]
    public void A_safe_link_stays(string text, string address) =>
        Assert.Contains($"href=\"{address}\"", SafeMarkdown.Render(text, 3).Value!, StringComparison.Ordinal);

    [Fact]
    public void A_picture_is_a_link_so_that_reading_a_reply_fetches_nothing()
    {
        var html = SafeMarkdown.Render("![vue](https://elsewhere.example/pixel.png)", 3).Value!;

        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.Contains(">vue</a>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Headings_stand_below_those_of_the_page()
    {
        var html = SafeMarkdown.Render("# Un\n\n## Deux\n\n###### Trois", 3).Value!;

        Assert.Contains("<h3>Un</h3>", html, StringComparison.Ordinal);
        Assert.Contains("<h4>Deux</h4>", html, StringComparison.Ordinal);
        Assert.Contains("<h6>Trois</h6>", html, StringComparison.Ordinal);
    }
}
