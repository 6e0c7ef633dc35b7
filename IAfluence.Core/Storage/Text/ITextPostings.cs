namespace IAfluence.Core.Storage.Text;

/// <summary>What an engine knows about the terms in one scope of a text index. It only counts and lists; scores are computed from it.</summary>
public interface ITextPostings
{
    TextScopeStatistics Statistics { get; }

    /// <summary>Counts the documents with the term.</summary>
    long Count(string term);

    /// <summary>
    /// Lists the documents with the term, each once, in any order: those that the term lifts highest, by
    /// <see cref="TextRanking.Rest"/> ascending, then by ordinal id.
    /// </summary>
    /// <param name="limit">The maximum number of documents; 1 or more.</param>
    IReadOnlyList<TermPosting> List(string term, int limit);

    /// <summary>How often the document has the term; 0 when it does not have it.</summary>
    int Frequency(string term, string id);
}

/// <summary>One document that contains a term.</summary>
/// <param name="Frequency">The number of occurrences; 1 or more.</param>
/// <param name="Length">The document's number of terms, including repetitions.</param>
public readonly record struct TermPosting(string Id, int Frequency, int Length);

/// <summary>Statistics of one scope: the documents that a search can see.</summary>
/// <param name="DocumentCount">The number of documents with text in the scope, matching or not; 0 or more.</param>
/// <param name="AverageLength">The mean number of terms per document; 0 in an empty scope.</param>
public sealed record TextScopeStatistics(long DocumentCount, double AverageLength);
