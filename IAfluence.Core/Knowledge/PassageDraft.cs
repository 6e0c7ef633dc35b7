namespace IAfluence.Core.Knowledge;

/// <summary>A part of a text, as <see cref="PassageSplitter"/> cuts it.</summary>
/// <param name="Number">0 for the first of its text.</param>
/// <param name="Headings">The headings above it, outermost first, without markup; empty before the first heading.</param>
/// <param name="Markdown">As written, without the headings themselves.</param>
/// <param name="PlainText">What a reader sees of it.</param>
public sealed record PassageDraft(int Number, IReadOnlyList<string> Headings, string Markdown, string PlainText);
