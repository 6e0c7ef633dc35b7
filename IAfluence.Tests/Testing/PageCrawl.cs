using System.Net;
using System.Text.RegularExpressions;

namespace IAfluence.Tests.Testing;

/// <summary>Finds the pages of the product as a reader does, by following links: a new page joins by being linked.</summary>
internal static partial class PageCrawl
{
    // Opened by nothing that a signed-in reader sees: they send on, end the session, answer programs or are downloads.
    private static readonly string[] NoPages =
    [
        "/", "/logout", "/preferences", "/setup", "/login", "/help/{topic}", "/error/{code:int}", "/admin/chatbots/{clientId}/{chatbotId}/wordpress.zip", "/admin/llm/incidents",
        "/admin/llm/emails", "/admin/chatbots/{clientId}/{chatbotId}/sites",
    ];

    /// <summary>These pages, and of what can be reached from them one of each kind: those that differ in an id or a number alone are of one kind.</summary>
    public static async Task<IReadOnlyList<OpenedPage>> PagesAsync(Browser browser, params string[] starts)
    {
        var found = new Dictionary<string, OpenedPage>();
        var seen = starts.Select(KindOf).ToHashSet();
        var next = new Queue<string>(starts);
        while (next.TryDequeue(out var address))
        {
            var page = await browser.OpenAsync(address);
            Assert.True(page.Status == HttpStatusCode.OK, $"{address} answered {(int)page.Status}");
            if (page.Response.Content.Headers.ContentType?.MediaType != "text/html" || !found.TryAdd(page.Address, page))
                continue;
            foreach (var link in page.Document.QuerySelectorAll("a[href^='/']").Select(link => link.GetAttribute("href")!))
            {
                if (seen.Add(KindOf(link)))
                    next.Enqueue(link);
            }
        }
        return [.. found.Values];
    }

    /// <summary>The pages of the list of routes that are not among these; empty when none was missed.</summary>
    public static async Task<IReadOnlyList<string>> MissedAsync(IEnumerable<OpenedPage> pages)
    {
        var paths = pages.Select(page => page.Address.Split('?')[0]).ToList();
        var routes = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "IAfluence.Tests", "Hosting", "routes.txt"));
        return
        [
            .. routes.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(columns => columns[2] is "GET" or "any" && !columns.Contains("HEAD"))
                .Select(columns => columns[0])
                .Where(route => !NoPages.Contains(route) && !route.StartsWith("/widget/", StringComparison.Ordinal) && !route.StartsWith("/health/", StringComparison.Ordinal))
                .Where(route => !paths.Exists(path => Regex.IsMatch(path, $"^{PlacePattern().Replace(route, "[^/]+")}$"))),
        ];
    }

    private static string KindOf(string address)
    {
        var (path, query) = address.Split('#')[0].Split('?') is [var front, var back] ? (front, back) : (address.Split('#')[0], "");
        var keys = query.Split('&').Select(pair => pair.Split('=')[0]).Order(StringComparer.Ordinal);
        return TopicPattern().Replace(IdPattern().Replace(path, "/*"), "/help/*") + "?" + string.Join('&', keys);
    }

    [GeneratedRegex("/([0-9a-f]{32}|[0-9]+)(?=/|$)")]
    private static partial Regex IdPattern();

    [GeneratedRegex("^/help/.+")]
    private static partial Regex TopicPattern();

    [GeneratedRegex(@"\{[^/]+\}")]
    private static partial Regex PlacePattern();
}
