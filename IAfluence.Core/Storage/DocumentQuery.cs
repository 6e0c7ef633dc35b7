using System.Linq.Expressions;

namespace IAfluence.Core.Storage;

/// <summary>One key of an order; missing and null come first when ascending.</summary>
public sealed record SortKey(FieldPath Path, bool Descending);

/// <summary>What to list, in which order, from where. Every order ends in the id, in the direction of its last key, so it is total.</summary>
public sealed record DocumentQuery<T> where T : class, IDocument
{
    public const int MaxLimit = 1000;

    public Filter<T> Filter { get; init; } = Filter<T>.All;

    public IReadOnlyList<SortKey> Order { get; init; } = [];

    /// <summary>At most so many documents; 1 to <see cref="MaxLimit"/>, 50 unless told.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>The <see cref="DocumentPage{T}.Next"/> of the page before; null for the first. An unreadable one is <see cref="InvalidCursorException"/>.</summary>
    public string? After { get; init; }

    public static DocumentQuery<T> Where(Filter<T> filter) => new() { Filter = filter };

    public DocumentQuery<T> By<TValue>(Expression<Func<T, TValue>> field) => this with { Order = [.. Order, new SortKey(FieldPath.Of(field), false)] };

    public DocumentQuery<T> ByDescending<TValue>(Expression<Func<T, TValue>> field) => this with { Order = [.. Order, new SortKey(FieldPath.Of(field), true)] };

    public DocumentQuery<T> Take(int limit) => this with { Limit = limit };

    public DocumentQuery<T> StartAfter(string? cursor) => this with { After = cursor };
}

/// <summary>One page of a list.</summary>
/// <param name="Items">In the query's order.</param>
/// <param name="Next">The cursor of the page after, opaque and safe in a URL; null when this is the last.</param>
public sealed record DocumentPage<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>A cursor that this list did not make; the caller starts from the first page again.</summary>
public sealed class InvalidCursorException(string message) : Exception(message);

/// <summary>Sums over what a filter selects; the filter's fields and <paramref name="GroupBy"/> are covered by an index.</summary>
/// <param name="GroupBy">The field whose values make the groups; null for one group over all.</param>
/// <param name="Sums">The int64 fields to add up; missing counts as zero.</param>
public sealed record SumQuery<T>(Filter<T> Filter, FieldPath? GroupBy, IReadOnlyList<FieldPath> Sums) where T : class, IDocument;

/// <summary>One group of a <see cref="SumQuery{T}"/>.</summary>
/// <param name="Key">The group's value, null for missing or when not grouped.</param>
/// <param name="Count">How many documents.</param>
/// <param name="Sums">In the order asked for.</param>
public sealed record SumGroup(object? Key, long Count, IReadOnlyList<long> Sums);

/// <summary>A search in the declared text index.</summary>
/// <param name="Scope">The value of the index's scope field: ranking statistics come from this scope alone.</param>
/// <param name="Terms">Prepared by the same analyser as the documents' terms; repeated terms count once.</param>
/// <param name="Limit">At most so many hits.</param>
public sealed record TextQuery(string Scope, IReadOnlyList<string> Terms, int Limit);

/// <summary>A document found by its text.</summary>
/// <param name="Score">BM25, the same on every engine.</param>
public sealed record TextHit<T>(T Document, double Score);
