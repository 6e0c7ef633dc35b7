namespace IAfluence.Core.Storage;

/// <summary>
/// A storage engine. Its semantics follow MongoDB where engines differ; <c>DocumentStoreContract</c> in the tests specifies them. Features use
/// <see cref="ClientDocuments{T}"/>, <see cref="PlatformDocuments{T}"/> or <see cref="IPlatformReader{T}"/> instead. Reads return every durable
/// write; a write that is decided but not yet durable may be missing. A null owner means any owner. Every method can throw
/// <see cref="StorageUnavailableException"/>. Expired documents are never returned.
/// </summary>
public interface IDocumentEngine : IAsyncDisposable
{
    /// <summary>Creates missing collections and indexes. Call it once, before any other method. Safe to run in several processes at once.</summary>
    Task PrepareAsync(IReadOnlyCollection<CollectionDefinition> collections, CancellationToken ct);

    Task<T?> FindOrNullAsync<T>(CollectionDefinition<T> collection, ClientId? owner, string id, CancellationToken ct) where T : class, IDocument;

    Task<DocumentPage<T>> ListAsync<T>(CollectionDefinition<T> collection, ClientId? owner, DocumentQuery<T> query, CancellationToken ct) where T : class, IDocument;

    Task<long> CountAsync<T>(CollectionDefinition<T> collection, ClientId? owner, Filter<T> filter, CancellationToken ct) where T : class, IDocument;

    Task<IReadOnlyList<SumGroup>> SumAsync<T>(CollectionDefinition<T> collection, ClientId? owner, SumQuery<T> query, CancellationToken ct) where T : class, IDocument;

    /// <summary>Searches the text index within one scope.</summary>
    Task<TextHits<T>> SearchAsync<T>(CollectionDefinition<T> collection, ClientId? owner, TextQuery query, CancellationToken ct) where T : class, IDocument;

    /// <summary>
    /// Lists the terms that begin with a prefix, in the documents of one scope. A term that is itself the prefix comes first. Terms of expired
    /// documents can be listed until they are purged.
    /// </summary>
    /// <returns>The terms of each prefix, in the order of the query's prefixes; each term once, in the order of their UTF-8 bytes.</returns>
    Task<IReadOnlyList<IReadOnlyList<string>>> ListTermsAsync(CollectionDefinition collection, ClientId? owner, TermQuery query, CancellationToken ct);

    /// <summary>Queues the writes of one group and returns at once; see <see cref="WriteGroup"/>.</summary>
    void Submit(IReadOnlyList<WriteOperation> group);

    /// <summary>Deletes expired documents, up to the limit, and returns their number. Called by a recurring job.</summary>
    Task<int> PurgeExpiredAsync(CollectionDefinition collection, int limit, CancellationToken ct);

    /// <summary>Returns when the store can be read and written; throws otherwise.</summary>
    Task PingAsync(CancellationToken ct);
}
