namespace IAfluence.Core.Knowledge;

/// <summary>A part of a text, as returned by <see cref="PassageSplitter"/>.</summary>
/// <param name="Number">The index of the part within its text, from 0.</param>
/// <param name="Headings">The headings above the part, outermost first, without markup; empty before the first heading.</param>
/// <param name="Markdown">The source of the part, without the headings.</param>
/// <param name="PlainText">The text without markup.</param>
public sealed record PassageDraft(int Number, IReadOnlyList<string> Headings, string Markdown, string PlainText);
