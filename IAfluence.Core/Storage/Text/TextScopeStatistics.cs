namespace IAfluence.Core.Storage.Text;

/// <summary>What an engine counted over one scope: the documents that one search may see, and no others.</summary>
/// <param name="DocumentCount">Documents with text in the scope, whether or not they match; 0 or more.</param>
/// <param name="AverageLength">Mean number of terms per document in the scope; 0 in an empty scope.</param>
public sealed record TextScopeStatistics(long DocumentCount, double AverageLength);
