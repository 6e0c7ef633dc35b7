namespace IAfluence.Core.Text;

/// <summary>A term with its position in the source text, so that matches can be highlighted.</summary>
/// <param name="Term">Folded and stemmed; the form that is stored, searched and counted.</param>
/// <param name="Start">The index of the first character.</param>
/// <param name="Length">The number of characters covered; terms of one compound word can overlap.</param>
public readonly record struct AnalysedTerm(string Term, int Start, int Length);
