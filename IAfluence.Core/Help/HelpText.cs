namespace IAfluence.Core.Help;

/// <summary>One page of IAfluence's help.</summary>
/// <param name="Key">The topic; the same in every language.</param>
/// <param name="Locale">fr or en.</param>
/// <param name="Title">The first heading.</param>
/// <param name="Markdown">The text below the heading.</param>
public sealed record HelpText(string Key, string Locale, string Title, string Markdown)
{
    /// <summary>The path of the page in this installation.</summary>
    public string Url => $"/help/{Locale}/{Key}";
}
