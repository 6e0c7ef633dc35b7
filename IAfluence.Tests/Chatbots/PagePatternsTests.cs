using System.Diagnostics;
using IAfluence.Core.Chatbots;

namespace IAfluence.Tests.Chatbots;

/// <summary>Which pages patterns name: the same cases as the widget's own tests.</summary>
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
    }

    [Fact]
    public void A_pattern_made_to_take_long_does_not()
    {
        var pages = new PagePatterns { Include = [string.Concat(Enumerable.Repeat("*a", 100)) + "b"] };
        var watch = Stopwatch.StartNew();

        Assert.False(pages.Allow("/" + new string('a', 2000)));
        Assert.True(watch.ElapsedMilliseconds < 1000, $"{watch.ElapsedMilliseconds} ms");
    }
}
