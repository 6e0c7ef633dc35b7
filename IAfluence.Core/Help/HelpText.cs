namespace IAfluence.Core.Help;

/// <summary>One text of IAfluence's own help.</summary>
/// <param name="Key">The same in every language: what it is about.</param>
/// <param name="Locale">fr or en.</param>
/// <param name="Title">Its first heading.</param>
/// <param name="Markdown">All beneath that heading.</param>
public sealed record HelpText(string Key, string Locale, string Title, string Markdown)
{
    /// <summary>Where this installation shows it.</summary>
    public string Url => $"/help/{Locale}/{Key}";
}
