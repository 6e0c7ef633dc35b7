using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IAfluence.Web.Shell;

/// <summary>Shown when a list is empty: an icon, a description, and actions (the element's content).</summary>
[HtmlTargetElement("empty-state")]
public sealed class EmptyStateTagHelper(IHtmlHelper html) : TagHelper
{
    public required string Icon { get; set; }

    public required string Heading { get; set; }

    public string? Text { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ((IViewContextAware)html).Contextualize(ViewContext);
        var actions = await output.GetChildContentAsync();
        output.TagName = null;
        output.Content.SetHtmlContent(await html.PartialAsync("_EmptyState", new EmptyState(Icon, Heading, Text, actions.IsEmptyOrWhiteSpace ? null : actions.GetContent(HtmlEncoder.Default))));
    }
}

/// <summary>The model of <c>_EmptyState</c>; the actions are markup.</summary>
public sealed record EmptyState(string Icon, string Heading, string? Text, string? Actions);
