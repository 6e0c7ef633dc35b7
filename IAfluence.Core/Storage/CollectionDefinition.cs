using System.Linq.Expressions;

namespace IAfluence.Core.Storage;

/// <summary>A declared index. Lists, counts and sums filter and sort along one.</summary>
/// <param name="Keys">The fields in order; an index of a client's collection is preceded by the client's id by itself.</param>
/// <param name="Unique">No two documents share the key; those with a missing field are not covered unless <paramref name="CoversMissing"/>.</param>
/// <param name="CoversMissing">Whether a missing field takes part in uniqueness.</param>
/// <param name="AcrossClients">Whether it serves <see cref="IPlatformReader{T}"/>, and so is not preceded by the client's id.</param>
public sealed record IndexDefinition(IReadOnlyList<SortKey> Keys, bool Unique = false, bool CoversMissing = false, bool AcrossClients = false);

/// <summary>The declared text index of a collection: a list of prepared terms, searched within one value of the scope field.</summary>
public sealed record TextIndexDefinition(FieldPath Terms, FieldPath Scope);

/// <summary>A collection, seen without its document type.</summary>
public abstract record CollectionDefinition(string Name, bool OwnedByClients)
{
    public IReadOnlyList<IndexDefinition> Indexes { get; init; } = [];

    public TextIndexDefinition? TextIndex { get; init; }

    /// <summary>The instant after which a document counts as gone; null when they do not expire.</summary>
    public FieldPath? ExpiresAt { get; init; }

    /// <summary>What becomes of the documents when their owner is erased.</summary>
    public ErasureRule Erasure { get; init; } = new();
}

/// <summary>Where documents of one type are kept, and along which fields they are found. Declared once, beside the type.</summary>
public sealed record CollectionDefinition<T>(string Name) : CollectionDefinition(Name, typeof(IClientDocument).IsAssignableFrom(typeof(T)))
    where T : class, IDocument
{
    public CollectionDefinition<T> Index(params Expression<Func<T, object?>>[] fields) =>
        this with { Indexes = [.. Indexes, new IndexDefinition(Ascending(fields))] };

    public CollectionDefinition<T> IndexDescending(Expression<Func<T, object?>> last, params Expression<Func<T, object?>>[] first) =>
        this with { Indexes = [.. Indexes, new IndexDefinition([.. Ascending(first), new SortKey(FieldPath.Of(last), true)])] };

    public CollectionDefinition<T> Unique(params Expression<Func<T, object?>>[] fields) =>
        this with { Indexes = [.. Indexes, new IndexDefinition(Ascending(fields), Unique: true)] };

    /// <summary>No two documents share the key, a missing field counting as a value.</summary>
    public CollectionDefinition<T> UniqueWithMissing(params Expression<Func<T, object?>>[] fields) =>
        this with { Indexes = [.. Indexes, new IndexDefinition(Ascending(fields), Unique: true, CoversMissing: true)] };

    /// <summary>For reading a client's collection over all clients (see <see cref="IPlatformReader{T}"/>).</summary>
    public CollectionDefinition<T> IndexAcrossClients(params Expression<Func<T, object?>>[] fields) =>
        this with { Indexes = [.. Indexes, new IndexDefinition(Ascending(fields), AcrossClients: true)] };

    public CollectionDefinition<T> Text(Expression<Func<T, IReadOnlyList<string>>> terms, Expression<Func<T, object?>> scope) =>
        this with { TextIndex = new TextIndexDefinition(FieldPath.Of(terms), FieldPath.Of(scope)) };

    public CollectionDefinition<T> Expires(Expression<Func<T, DateTimeOffset?>> at) => this with { ExpiresAt = FieldPath.Of(at) };

    private static List<SortKey> Ascending(Expression<Func<T, object?>>[] fields) =>
        [.. fields.Select(field => new SortKey(FieldPath.Of(field), false))];
}
