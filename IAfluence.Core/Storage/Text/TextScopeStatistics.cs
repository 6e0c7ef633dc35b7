namespace IAfluence.Core.Storage.Text;

/// <summary>Statistics of one scope: the documents that a search can see.</summary>
/// <param name="DocumentCount">The number of documents with text in the scope, matching or not; 0 or more.</param>
/// <param name="AverageLength">The mean number of terms per document; 0 in an empty scope.</param>
public sealed record TextScopeStatistics(long DocumentCount, double AverageLength);
