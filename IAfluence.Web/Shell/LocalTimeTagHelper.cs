using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IAfluence.Web.Shell;

/// <summary>The display format of an instant.</summary>
public enum TimeStyle
{
    /// <summary>Relative to now; the tooltip shows the full date.</summary>
    Relative,

    /// <summary>Date and time; the tooltip shows the full date.</summary>
    Date,

    /// <summary>Time with seconds; the tooltip shows the full date.</summary>
    Clock,
}

/// <summary><c>&lt;local-time at="…" zone="Europe/Paris" /&gt;</c>: an instant in a client's time zone.</summary>
[HtmlTargetElement("local-time", TagStructure = TagStructure.WithoutEndTag)]
public sealed class LocalTimeTagHelper(Times times) : TagHelper
{
    public required DateTimeOffset At { get; set; }

    /// <summary>An IANA time zone.</summary>
    public required string Zone { get; set; }

    public TimeStyle Style { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("title", times.Absolute(At, Zone));
        output.Content.SetContent(Style switch
        {
            TimeStyle.Date => times.Date(At, Zone),
            TimeStyle.Clock => times.Clock(At, Zone),
            _ => times.Relative(At, Zone),
        });
    }
}
