namespace IAfluence.Core.Installation;

/// <summary>Instructions to add the snippet to one kind of site, or to let it wait for one consent manager.</summary>
/// <param name="Key">The key in addresses, such as <c>wordpress</c>.</param>
/// <param name="Title">In the reader's language.</param>
public sealed record InstallationGuide(string Key, string Title, IReadOnlyList<GuidePart> Parts);

/// <summary>A part of a guide.</summary>
/// <param name="Text">Markdown, or text to copy.</param>
/// <param name="IsSnippet">Whether it is text to copy.</param>
public sealed record GuidePart(string Text, bool IsSnippet);

/// <summary>The subject of a guide.</summary>
public enum GuideKind
{
    /// <summary>A site builder or content management system.</summary>
    Site,

    /// <summary>A consent manager.</summary>
    Consent,

    /// <summary>The content security policy.</summary>
    Security,
}
