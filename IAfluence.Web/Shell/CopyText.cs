namespace IAfluence.Web.Shell;

/// <summary>The model of <c>_CopyText</c>: a text with a copy button.</summary>
/// <param name="Id">Unique on the page.</param>
/// <param name="Text">Shown and copied as it is.</param>
public sealed record CopyText(string Id, string Text);
