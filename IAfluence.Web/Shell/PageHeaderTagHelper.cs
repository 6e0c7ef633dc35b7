using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IAfluence.Web.Shell;

/// <summary>A step of the way to a page.</summary>
public sealed record Crumb(string Text, string Href);

/// <summary>
/// The head of a page: the way to it, its one h1, a line about it, a link to its help, and what can be done (the element's content).
/// Sets the document's title as well.
/// </summary>
[HtmlTargetElement("page-header")]
public sealed class PageHeaderTagHelper(IHtmlHelper html) : TagHelper
{
    public required string Heading { get; set; }

    public string? Lead { get; set; }

    /// <summary>The pages above this one, the highest first.</summary>
    public IReadOnlyList<Crumb> Crumbs { get; set; } = [];

    /// <summary>A topic of the help pages.</summary>
    public string? Help { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ((IViewContextAware)html).Contextualize(ViewContext);
        // Read by the layout, which is rendered after the page.
        ViewContext.ViewData["Title"] = Heading;
        var actions = await output.GetChildContentAsync();
        output.TagName = null;
        output.Content.SetHtmlContent(await html.PartialAsync("_PageHeader", new PageHeader(Heading, Lead, Crumbs, Help, actions.IsEmptyOrWhiteSpace ? null : actions.GetContent(HtmlEncoder.Default))));
    }
}

/// <summary>What <c>_PageHeader</c> renders; the actions are markup.</summary>
public sealed record PageHeader(string Heading, string? Lead, IReadOnlyList<Crumb> Crumbs, string? Help, string? Actions);
