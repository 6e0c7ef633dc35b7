namespace IAfluence.Core.Installation;

/// <summary>How the snippet is put into one kind of site, or made to wait for one consent manager.</summary>
/// <param name="Key">Names it in addresses: <c>wordpress</c>.</param>
/// <param name="Title">What it is about, in the reader's language.</param>
/// <param name="Parts">Its texts and snippets in order.</param>
public sealed record InstallationGuide(string Key, string Title, IReadOnlyList<GuidePart> Parts);

/// <summary>A part of a guide.</summary>
/// <param name="Text">Markdown, or what is to be copied.</param>
/// <param name="IsSnippet">Whether it is to be copied.</param>
public sealed record GuidePart(string Text, bool IsSnippet);

/// <summary>What guides are about.</summary>
public enum GuideKind
{
    /// <summary>A system that makes sites.</summary>
    Site,

    /// <summary>What asks visitors for consent.</summary>
    Consent,

    /// <summary>What a browser is told to allow.</summary>
    Security,
}
