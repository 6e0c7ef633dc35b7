namespace IAfluence.Core.Text;

/// <summary>A term and where it stands in the text it was taken from, so that a hit can be marked.</summary>
/// <param name="Term">Folded, without suffixes; what is stored, searched and counted.</param>
/// <param name="Start">Index of its first character in the text.</param>
/// <param name="Length">Characters of the text that it covers; terms of one compound word may overlap.</param>
public readonly record struct AnalysedTerm(string Term, int Start, int Length);
