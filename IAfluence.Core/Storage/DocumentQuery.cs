using System.Linq.Expressions;
using IAfluence.Core.Storage.Text;

namespace IAfluence.Core.Storage;

/// <summary>A sort key. In ascending order, missing and null values come first.</summary>
public sealed record SortKey(FieldPath Path, bool Descending);

/// <summary>The filter, order and start of a list. Every order ends with the id, in the direction of its last key, so that it is total.</summary>
public sealed record DocumentQuery<T> where T : class, IDocument
{
    public const int MaxLimit = 1000;

    public Filter<T> Filter { get; init; } = Filter<T>.All;

    public IReadOnlyList<SortKey> Order { get; init; } = [];

    /// <summary>The maximum number of documents: 1 to <see cref="MaxLimit"/>, by default 50.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>
    /// The <see cref="DocumentPage{T}.Next"/> of the previous page; null for the first page. An invalid cursor causes
    /// <see cref="InvalidCursorException"/>.
    /// </summary>
    public string? After { get; init; }

    public static DocumentQuery<T> Where(Filter<T> filter) => new() { Filter = filter };

    public DocumentQuery<T> By<TValue>(Expression<Func<T, TValue>> field) => this with { Order = [.. Order, new SortKey(FieldPath.Of(field), false)] };

    public DocumentQuery<T> ByDescending<TValue>(Expression<Func<T, TValue>> field) => this with { Order = [.. Order, new SortKey(FieldPath.Of(field), true)] };

    public DocumentQuery<T> Take(int limit) => this with { Limit = limit };

    public DocumentQuery<T> StartAfter(string? cursor) => this with { After = cursor };
}

/// <summary>One page of a list.</summary>
/// <param name="Items">In the query's order.</param>
/// <param name="Next">The cursor for the next page, opaque and URL-safe; null on the last page.</param>
public sealed record DocumentPage<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>The cursor does not belong to this list. The caller should start from the first page again.</summary>
public sealed class InvalidCursorException(string message) : Exception(message);

/// <summary>A sum over filtered documents. An index must cover the filter's fields and <paramref name="GroupBy"/>.</summary>
/// <param name="GroupBy">The field to group by; null for a single group.</param>
/// <param name="Sums">The int64 fields to sum; a missing field counts as zero.</param>
public sealed record SumQuery<T>(Filter<T> Filter, FieldPath? GroupBy, IReadOnlyList<FieldPath> Sums) where T : class, IDocument;

/// <summary>One group of a <see cref="SumQuery{T}"/>.</summary>
/// <param name="Key">The value of the group; null for a missing value or without grouping.</param>
/// <param name="Count">The number of documents.</param>
/// <param name="Sums">In the order of the query.</param>
public sealed record SumGroup(object? Key, long Count, IReadOnlyList<long> Sums);

/// <summary>A search in the text index.</summary>
/// <param name="Scope">The value of the scope field. Ranking statistics are computed within the scope.</param>
/// <param name="Terms">Produced by the analyser of the documents' terms; repeated terms count once.</param>
/// <param name="Limit">The maximum number of hits.</param>
public sealed record TextQuery(string Scope, IReadOnlyList<string> Terms, int Limit)
{
    /// <summary>
    /// Terms that count as one: a document has the term as often as it has any of the group, and the group is as rare as the documents with any
    /// of it. When set, every term of <see cref="Terms"/> is in a group, and can be in several. Empty when each term counts by itself.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<string>> Groups { get; init; } = [];

    public static TextQuery OfGroups(string scope, IReadOnlyList<IReadOnlyList<string>> groups, int limit) =>
        new(scope, [.. groups.SelectMany(group => group).Distinct(StringComparer.Ordinal)], limit) { Groups = groups };
}

/// <summary>A lookup in the terms of a text index.</summary>
/// <param name="Scope">The value of the scope field.</param>
/// <param name="Prefixes">How the terms begin, each of at least one character; compared by their UTF-8 bytes.</param>
/// <param name="Limit">The maximum number of terms for each prefix: 1 to <see cref="MaxLimit"/>.</param>
public sealed record TermQuery(string Scope, IReadOnlyList<string> Prefixes, int Limit)
{
    public const int MaxLimit = 500;
}

/// <summary>The result of a text search.</summary>
/// <param name="Hits">Best first; equal scores are sorted by id. Never null.</param>
/// <param name="Scorer">Scores other documents of the scope with the statistics of this search.</param>
public sealed record TextHits<T>(IReadOnlyList<TextHit<T>> Hits, TextScorer Scorer);

/// <summary>A document found by a text search.</summary>
/// <param name="Score">The BM25 score, equal on every engine.</param>
public sealed record TextHit<T>(T Document, double Score);
