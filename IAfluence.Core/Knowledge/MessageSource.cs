namespace IAfluence.Core.Knowledge;

/// <summary>A source that a reply rests on, as visitors see it.</summary>
/// <param name="Title">Of the knowledge text.</param>
/// <param name="Url">Where it can be read; null when nowhere.</param>
public sealed record MessageSource(string Title, string? Url);
