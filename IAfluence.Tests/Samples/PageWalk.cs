using System.Net;
using System.Text.RegularExpressions;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Samples;

/// <summary>Every page that links lead to, with each id there is; of addresses that differ in what a list is filtered by, one of each kind.</summary>
internal static partial class PageWalk
{
    /// <summary>In the order of addresses.</summary>
    public static async Task<IReadOnlyList<OpenedPage>> PagesAsync(Testing.Browser browser, params string[] starts)
    {
        var pages = new SortedDictionary<string, OpenedPage>(StringComparer.Ordinal);
        // One after the other, the shortest address first: what is found does not depend on which page a link stood on.
        var next = new SortedSet<string>(starts, ByLength);
        var seen = starts.Select(KindOf).ToHashSet();
        while (next.Min is { } address)
        {
            next.Remove(address);
            var page = await browser.OpenAsync(address);
            if (page.Response.Content.Headers.ContentType?.MediaType != "text/html" || !pages.TryAdd(page.Address, page))
                continue;
            foreach (var link in LinksOf(page).Where(link => IsWalked(link) && seen.Add(KindOf(link))))
                next.Add(link);
        }

        return [.. pages.Values];
    }

    /// <summary>The page as text: its address, its title, what it shows beside the frame that all have.</summary>
    public static IEnumerable<string> TextOf(OpenedPage page)
    {
        yield return "== " + page.Address;
        if (page.Status != HttpStatusCode.OK)
            yield return $"{(int)page.Status}";
        yield return page.Document.Title ?? "";
        var main = page.One("main");
        // What stands on every page is recorded once.
        foreach (var banner in page.Address == "/admin" ? [] : main.QuerySelectorAll("#incident-banner, #email-banner").ToList())
            banner.Remove();
        foreach (var line in VisibleText.Of(main))
            yield return line;
        yield return "";
    }

    /// <summary>Regions of the fragment that a page gives to htmx and that do not read as they do in the page.</summary>
    public static async Task<IReadOnlyList<string>> DifferingRegionsAsync(Testing.Browser browser, OpenedPage page)
    {
        if (page.Status != HttpStatusCode.OK)
            return [];
        var fragment = await browser.OpenFragmentAsync(page.Address);
        // Lists that poll answer so when there is no news.
        if (fragment.Status == HttpStatusCode.NoContent)
            return [];
        Assert.Equal((page.Address, HttpStatusCode.OK), (page.Address, fragment.Status));
        if (fragment.Document.QuerySelector("main") is not null)
            return [];
        return
        [
            .. fragment.Document.Body!.Children.Where(region => region.Id is { Length: > 0 } && page.Document.GetElementById(region.Id) is { } there && !VisibleText.Of(region).SequenceEqual(VisibleText.Of(there)))
                .Select(region => $"{page.Address} #{region.Id}"),
        ];
    }

    private static Comparer<string> ByLength { get; } = Comparer<string>.Create((one, other) =>
        one.Length != other.Length ? one.Length - other.Length : string.CompareOrdinal(one, other));

    private static IEnumerable<string> LinksOf(OpenedPage page) => page.Document.QuerySelectorAll("a[href^='/']").Select(link => link.GetAttribute("href")!.Split('#')[0]);

    // The help tells nothing of the store; who discovers models calls their provider.
    private static bool IsWalked(string address) =>
        !address.StartsWith("/help/", StringComparison.Ordinal) && !address.StartsWith("/logout", StringComparison.Ordinal) && !address.StartsWith("/demo", StringComparison.Ordinal)
        && !address.EndsWith("/discover", StringComparison.Ordinal) && !address.EndsWith(".zip", StringComparison.Ordinal);

    /// <summary>Of a path all values of a query are one kind, unless they name a thing.</summary>
    private static string KindOf(string address)
    {
        var (path, query) = address.Split('?') is [var front, var back] ? (front, back) : (address, "");
        return path + "?" + string.Join('&', query.Split('&').Select(pair => IdPattern().IsMatch(pair) ? pair : pair.Split('=')[0]).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("=[0-9a-f]{32}$")]
    private static partial Regex IdPattern();
}
