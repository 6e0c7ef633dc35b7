using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;

namespace IAfluence.Web.Shell;

/// <summary>
/// Renders untrusted Markdown safely: HTML is disabled, links are limited to the web, e-mail and this site, and images become links, so that a
/// reply cannot make an admin's browser load anything.
/// </summary>
public static class SafeMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoLinks().Build();

    /// <param name="topHeading">The level of the highest heading, below the headings of the page.</param>
    public static HtmlString Render(string markdown, int topHeading)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        var headings = document.Descendants<HeadingBlock>().ToList();
        var top = headings.Count == 0 ? 1 : headings.Min(heading => heading.Level);
        foreach (var heading in headings)
            heading.Level = Math.Clamp(heading.Level - top + topHeading, topHeading, 6);
        foreach (var link in document.Descendants<LinkInline>().ToList())
            Tame(link);
        foreach (var link in document.Descendants<AutolinkInline>().Where(link => !link.IsEmail && !IsSafe(link.Url)).ToList())
            link.ReplaceBy(new LiteralInline(link.Url));
        return new HtmlString(document.ToHtml(Pipeline));
    }

    private static void Tame(LinkInline link)
    {
        link.IsImage = false;
        var url = link.GetDynamicUrl?.Invoke() ?? link.Url;
        if (!IsSafe(url))
            LeaveItsWords(link);
        else if (url!.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            link.GetAttributes().AddPropertyIfNotExist("rel", "noopener noreferrer nofollow");
    }

    private static void LeaveItsWords(LinkInline link)
    {
        while (link.FirstChild is { } word)
        {
            word.Remove();
            link.InsertBefore(word);
        }

        link.Remove();
    }

    private static bool IsSafe(string? url) =>
        url is { Length: > 0 }
        && ((url[0] == '/' && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith("/\\", StringComparison.Ordinal))
            || (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "mailto"));
}
