namespace IAfluence.Core.Storage;

/// <summary>
/// What a storage engine does. Its semantics are MongoDB's where the two could differ; <c>DocumentStoreContract</c> in the tests
/// states every promise. Features never see it: they are given <see cref="ClientDocuments{T}"/>, <see cref="PlatformDocuments{T}"/>
/// or an <see cref="IPlatformReader{T}"/>. Reads see every durable write; one that is only decided may not be seen yet. An owner of null means: any.
/// Every method may throw <see cref="StorageUnavailableException"/>. An expired document is never returned.
/// </summary>
public interface IDocumentEngine : IAsyncDisposable
{
    /// <summary>Creates what is missing of the collections and their indexes; called once, before anything else. Safe to run in several processes at once.</summary>
    Task PrepareAsync(IReadOnlyCollection<CollectionDefinition> collections, CancellationToken ct);

    Task<T?> FindOrNullAsync<T>(CollectionDefinition<T> collection, ClientId? owner, string id, CancellationToken ct) where T : class, IDocument;

    Task<DocumentPage<T>> ListAsync<T>(CollectionDefinition<T> collection, ClientId? owner, DocumentQuery<T> query, CancellationToken ct) where T : class, IDocument;

    Task<long> CountAsync<T>(CollectionDefinition<T> collection, ClientId? owner, Filter<T> filter, CancellationToken ct) where T : class, IDocument;

    Task<IReadOnlyList<SumGroup>> SumAsync<T>(CollectionDefinition<T> collection, ClientId? owner, SumQuery<T> query, CancellationToken ct) where T : class, IDocument;

    /// <summary>Best first, equal scores by id.</summary>
    Task<IReadOnlyList<TextHit<T>>> SearchAsync<T>(CollectionDefinition<T> collection, ClientId? owner, TextQuery query, CancellationToken ct) where T : class, IDocument;

    /// <summary>Takes the writes of one group; see <see cref="WriteGroup"/>. Returns at once.</summary>
    void Submit(IReadOnlyList<WriteOperation> group);

    /// <summary>Really deletes expired documents, so many at most; returns how many. Called by a recurring job.</summary>
    Task<int> PurgeExpiredAsync(CollectionDefinition collection, int limit, CancellationToken ct);

    /// <summary>Answers when the store can be read and written; throws otherwise.</summary>
    Task PingAsync(CancellationToken ct);
}
