using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IAfluence.Web.Shell;

/// <summary><c>&lt;icon name="plus" /&gt;</c>: an icon of the sprite. The names are in wwwroot-src/icons/list.txt.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper(IFileVersionProvider versions) : TagHelper
{
    public required string Name { get; set; }

    /// <summary>The accessible name; without one, the icon is decorative.</summary>
    public string? Label { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        var more = output.Attributes["class"]?.Value?.ToString();
        output.Attributes.SetAttribute("class", string.IsNullOrEmpty(more) ? "icon" : $"icon {more}");
        if (string.IsNullOrEmpty(Label))
        {
            output.Attributes.SetAttribute("aria-hidden", "true");
        }
        else
        {
            output.Attributes.SetAttribute("role", "img");
            output.Attributes.SetAttribute("aria-label", Label);
        }

        var sprite = versions.AddFileVersionToPath(ViewContext.HttpContext.Request.PathBase, "/img/icons.svg");
        output.Content.SetHtmlContent($"<use href=\"{sprite}#{Name}\"></use>");
    }
}
