using System.Text.RegularExpressions;
using IAfluence.Core.Chatbots;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Chatbots;

/// <summary>Which pages patterns name, here and by the expression that the browser is given.</summary>
public sealed class PagePatternsTests
{
    [Theory]
    [InlineData("", "", "/anything", true)]
    [InlineData("/shop", "", "/shop", true)]
    [InlineData("/shop", "", "/shop/", true)]
    [InlineData("/shop/", "", "/shop", true)]
    [InlineData("/shop/*", "", "/shop", true)]
    [InlineData("/shop/*", "", "/shop/bread/rye", true)]
    [InlineData("/shop/*", "", "/shopping", false)]
    [InlineData("/shop*", "", "/shopping", true)]
    [InlineData("*/basket", "", "/fr/basket", true)]
    [InlineData("/*/basket/*/x", "", "/a/b/basket/c/x", true)]
    [InlineData("/", "", "/", true)]
    [InlineData("/", "", "/shop", false)]
    [InlineData("/Shop", "", "/shop", false)]
    [InlineData("*", "/basket", "/basket", false)]
    [InlineData("", "/basket*", "/basket/pay", false)]
    [InlineData("/a /b", "", "/b", true)]
    public void A_page_is_among_them_or_not(string include, string exclude, string path, bool allowed)
    {
        var pages = new PagePatterns
        {
            Include = include.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Exclude = exclude.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        };

        Assert.Equal(allowed, pages.Allow(path));
        Assert.Equal(allowed, Regex.IsMatch(path, pages.ToScript(), RegexOptions.ECMAScript));
    }

    [Theory]
    [InlineData("/café", "/caf%C3%A9", true)]
    [InlineData("/a b{c}", "/a%20b%7Bc%7D", true)]
    [InlineData("/a.html", "/a.html", true)]
    [InlineData("/a.html", "/aXhtml", false)]
    [InlineData("/a+(b)[c]|$", "/a+(b)[c]|$", true)]
    [InlineData("/😀/*", "/%F0%9F%98%80/x", true)]
    public void The_browser_is_given_paths_as_it_writes_them(string include, string path, bool allowed) =>
        Assert.Equal(allowed, Regex.IsMatch(path, new PagePatterns { Include = [include] }.ToScript(), RegexOptions.ECMAScript));

    [Fact]
    public void Every_page_needs_no_expression() => Assert.Equal("", PagePatterns.Everywhere.ToScript());

    [Fact]
    public async Task A_pattern_made_to_take_long_does_not()
    {
        var pages = new PagePatterns { Include = [string.Concat(Enumerable.Repeat("*a", 100)) + "b"] };

        var allowed = await Task.Run(() => pages.Allow("/" + new string('a', 2000))).WaitAsync(Eventually.Limit);

        Assert.False(allowed);
    }
}
