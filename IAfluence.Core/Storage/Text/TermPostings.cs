namespace IAfluence.Core.Storage.Text;

/// <summary>A searched term and the documents in the scope that contain it.</summary>
/// <param name="Term">The analysed term; a term given twice counts twice.</param>
/// <param name="DocumentFrequency">
/// The number of documents in the whole scope with the term; at least the number of <paramref name="Documents"/>.
/// </param>
/// <param name="Documents">The documents to rank that contain the term, each once, in any order.</param>
public sealed record TermPostings(string Term, long DocumentFrequency, IReadOnlyList<TermPosting> Documents);

/// <summary>One document that contains a term.</summary>
/// <param name="Frequency">The number of occurrences; 1 or more.</param>
/// <param name="Length">The document's number of terms, including repetitions.</param>
public readonly record struct TermPosting(string Id, int Frequency, int Length);
