using System.Linq.Expressions;

namespace IAfluence.Core.Storage;

/// <summary>A declared index. Lists, counts and sums filter and sort by an index.</summary>
/// <param name="Keys">The fields in order. In a client's collection, the client's id is added in front.</param>
/// <param name="Unique">
/// Whether the key must be unique. Documents with a missing field are excluded, unless <paramref name="CoversMissing"/> is set.
/// </param>
/// <param name="CoversMissing">Whether uniqueness includes missing fields.</param>
/// <param name="AcrossClients">Whether the index is for <see cref="IPlatformReader{T}"/> and does not start with the client's id.</param>
public sealed record IndexDefinition(IReadOnlyList<SortKey> Keys, bool Unique = false, bool CoversMissing = false, bool AcrossClients = false);

/// <summary>The text index of a collection: a list of analysed terms, searched within one value of the scope field.</summary>
public sealed record TextIndexDefinition(FieldPath Terms, FieldPath Scope);

/// <summary>The definition of a collection, independent of its document type.</summary>
public abstract record CollectionDefinition(string Name, bool OwnedByClients)
{
    public IReadOnlyList<IndexDefinition> Indexes { get; init; } = [];

    public TextIndexDefinition? TextIndex { get; init; }

    /// <summary>The field with the instant after which a document no longer exists for readers; null when documents do not expire.</summary>
    public FieldPath? ExpiresAt { get; init; }

    /// <summary>What happens to the documents when their owner is erased.</summary>
    public ErasureRule Erasure { get; init; } = new();
}

/// <summary>The collection and indexes of one document type. Declared once, beside the type.</summary>
public sealed record CollectionDefinition<T>(string Name) : CollectionDefinition(Name, typeof(IClientDocument).IsAssignableFrom(typeof(T)))
    where T : class, IDocument
{
    public CollectionDefinition<T> Index(params Expression<Func<T, object?>>[] fields) =>
        this with { Indexes = [.. Indexes, new IndexDefinition(Ascending(fields))] };

    public CollectionDefinition<T> IndexDescending(Expression<Func<T, object?>> last, params Expression<Func<T, object?>>[] first) =>
        this with { Indexes = [.. Indexes, new IndexDefinition([.. Ascending(first), new SortKey(FieldPath.Of(last), true)])] };

    public CollectionDefinition<T> Unique(params Expression<Func<T, object?>>[] fields) =>
        this with { Indexes = [.. Indexes, new IndexDefinition(Ascending(fields), Unique: true)] };

    /// <summary>Adds a unique index in which a missing field counts as a value.</summary>
    public CollectionDefinition<T> UniqueWithMissing(params Expression<Func<T, object?>>[] fields) =>
        this with { Indexes = [.. Indexes, new IndexDefinition(Ascending(fields), Unique: true, CoversMissing: true)] };

    /// <summary>Adds an index for reading a client's collection across clients (see <see cref="IPlatformReader{T}"/>).</summary>
    public CollectionDefinition<T> IndexAcrossClients(params Expression<Func<T, object?>>[] fields) =>
        this with { Indexes = [.. Indexes, new IndexDefinition(Ascending(fields), AcrossClients: true)] };

    public CollectionDefinition<T> Text(Expression<Func<T, IReadOnlyList<string>>> terms, Expression<Func<T, object?>> scope) =>
        this with { TextIndex = new TextIndexDefinition(FieldPath.Of(terms), FieldPath.Of(scope)) };

    public CollectionDefinition<T> Expires(Expression<Func<T, DateTimeOffset?>> at) => this with { ExpiresAt = FieldPath.Of(at) };

    private static List<SortKey> Ascending(Expression<Func<T, object?>>[] fields) =>
        [.. fields.Select(field => new SortKey(FieldPath.Of(field), false))];
}
