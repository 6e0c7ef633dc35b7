namespace IAfluence.Core.Knowledge;

/// <summary>A source of a reply, as shown to visitors.</summary>
/// <param name="Title">The title of the knowledge text.</param>
/// <param name="Url">The address at which visitors can read the text; null when there is none.</param>
public sealed record MessageSource(string Title, string? Url);
