using IAfluence.Core.Installation.SelfTesting;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Installation;

/// <summary>Tags are found in pages as a browser finds them.</summary>
public sealed class FindingTagsTests
{
    [Theory]
    [InlineData("<script src=/a.js></script>", "/a.js")]
    [InlineData("<SCRIPT SRC='/a.js' async></SCRIPT>", "/a.js")]
    [InlineData("<script\n\tasync\n src = \"/a.js\"\n></script>", "/a.js")]
    [InlineData("<script src=\"/a.js\" src=\"/b.js\"></script>", "/a.js")]
    [InlineData("<script src=\"/a.js?x=1&amp;y=2\"></script>", "/a.js?x=1&y=2")]
    [InlineData("<p title=\"<script src='/no.js'>\"><script src=/a.js></script>", "/a.js")]
    [InlineData("<textarea><script src=/no.js></script></textarea><script src=/a.js></script>", "/a.js")]
    [InlineData("<script>var s = '<script src=/no.js>';</script><script src=/a.js></script>", null, "/a.js")]
    [InlineData("<style><script src=/no.js></style><script src=/a.js>", "/a.js")]
    [InlineData("<!--><script src=/a.js></script>", "/a.js")]
    [InlineData("a < b <1 <script/src=/a.js/></script>", "/a.js/")]
    public void Tags_that_a_browser_sees_are_found(string html, params string?[] sources) =>
        Assert.Equal(sources, PageTags.Find(html, "script").Select(tag => tag["src"]));

    [Theory]
    [InlineData("<!-- <script src=/a.js></script> --><p>")]
    [InlineData("<!-- <p> <script src=/a.js></script>")]
    public void Tags_in_comments_are_told_apart(string html)
    {
        var tag = Assert.Single(PageTags.Find(html, "script"));

        Assert.True(tag.InComment);
        Assert.Equal("/a.js", tag["src"]);
    }

    [Fact]
    public void The_text_of_a_script_is_kept() =>
        Assert.Equal("var a = 1 < 2;", Assert.Single(PageTags.Find("<script>var a = 1 < 2;</script>", "script")).Text);

    [Theory]
    [InlineData("<")]
    [InlineData("<script")]
    [InlineData("<script src=")]
    [InlineData("<script src=\"")]
    [InlineData("<!--")]
    [InlineData("<!-- <!-- --> -->")]
    [InlineData("<script></scr")]
    public void Broken_pages_are_read_to_their_end(string html) => Assert.True(PageTags.Find(html, "script").Count <= 1);

    [Theory]
    [InlineData("<")]
    [InlineData("<a ")]
    [InlineData("<script>")]
    [InlineData("<!--")]
    [InlineData("<a b='")]
    [InlineData("<style>")]
    [InlineData("<div>")]
    [InlineData("<p>")]
    [InlineData("<b>")]
    [InlineData("<a>")]
    [InlineData("<table>")]
    [InlineData("<!---->")]
    public async Task Two_megabytes_of_anything_take_no_time(string piece)
    {
        var html = string.Concat(Enumerable.Repeat(piece, 2_000_000 / piece.Length));

        await Task.Run(() => PageTags.Find(html, "script")).WaitAsync(Eventually.Limit);
    }
}
