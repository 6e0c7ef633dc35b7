namespace IAfluence.Web.Shell;

/// <summary>What <c>_CopyText</c> renders: a text to take away, with its button.</summary>
/// <param name="Id">Unique on the page.</param>
/// <param name="Text">Shown as it is and copied.</param>
public sealed record CopyText(string Id, string Text);
