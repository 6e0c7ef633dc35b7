namespace IAfluence.Core.Storage.Text;

/// <summary>One searched term and where it stands within the scope.</summary>
/// <param name="Term">The analysed term; a term given twice counts twice.</param>
/// <param name="DocumentFrequency">Documents of the whole scope that hold the term; at least the number of <paramref name="Documents"/>.</param>
/// <param name="Documents">The documents to rank that hold the term, each once, in any order.</param>
public sealed record TermPostings(string Term, long DocumentFrequency, IReadOnlyList<TermPosting> Documents);

/// <summary>One document that holds a term.</summary>
/// <param name="Id">The document's id.</param>
/// <param name="Frequency">How often the term stands in it; 1 or more.</param>
/// <param name="Length">The document's number of terms, repeated ones included.</param>
public readonly record struct TermPosting(string Id, int Frequency, int Length);
