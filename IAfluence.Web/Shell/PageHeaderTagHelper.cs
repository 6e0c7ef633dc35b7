using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IAfluence.Web.Shell;

/// <summary>A breadcrumb.</summary>
public sealed record Crumb(string Text, string Href);

/// <summary>
/// The header of a page: breadcrumbs, the h1, a lead, a help link and actions (the element's content). It also sets the document's title.
/// </summary>
[HtmlTargetElement("page-header")]
public sealed class PageHeaderTagHelper(IHtmlHelper html) : TagHelper
{
    public required string Heading { get; set; }

    public string? Lead { get; set; }

    /// <summary>The pages above this one, topmost first.</summary>
    public IReadOnlyList<Crumb> Crumbs { get; set; } = [];

    /// <summary>The topic of a help page.</summary>
    public string? Help { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ((IViewContextAware)html).Contextualize(ViewContext);
        // Read by the layout, which renders after the page.
        ViewContext.ViewData["Title"] = Heading;
        var actions = await output.GetChildContentAsync();
        output.TagName = null;
        output.Content.SetHtmlContent(await html.PartialAsync("_PageHeader", new PageHeader(Heading, Lead, Crumbs, Help, actions.IsEmptyOrWhiteSpace ? null : actions.GetContent(HtmlEncoder.Default))));
    }
}

/// <summary>The model of <c>_PageHeader</c>; the actions are markup.</summary>
public sealed record PageHeader(string Heading, string? Lead, IReadOnlyList<Crumb> Crumbs, string? Help, string? Actions);
