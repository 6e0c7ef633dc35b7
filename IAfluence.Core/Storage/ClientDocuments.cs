namespace IAfluence.Core.Storage;

/// <summary>
/// The client-owned documents of one type. Every method takes the client's id first; documents of other clients are not visible. A write without
/// a <see cref="WriteGroup"/> is submitted immediately; other writes are submitted with their group.
/// </summary>
public sealed class ClientDocuments<T>(IDocumentEngine engine, CollectionDefinition<T> collection) : IErasableCollection where T : class, IClientDocument
{
    CollectionDefinition IErasableCollection.Definition => collection;

    public Task<T?> FindOrNullAsync<TId>(ClientId clientId, TId id, CancellationToken ct) where TId : struct, IId =>
        engine.FindOrNullAsync(collection, clientId, id.Value, ct);

    public async Task<T?> FirstOrNullAsync(ClientId clientId, DocumentQuery<T> query, CancellationToken ct) =>
        (await engine.ListAsync(collection, clientId, query with { Limit = 1 }, ct)).Items is [var first, ..] ? first : null;

    public Task<DocumentPage<T>> ListAsync(ClientId clientId, DocumentQuery<T> query, CancellationToken ct) => engine.ListAsync(collection, clientId, query, ct);

    public Task<long> CountAsync(ClientId clientId, Filter<T> filter, CancellationToken ct) => engine.CountAsync(collection, clientId, filter, ct);

    public Task<IReadOnlyList<SumGroup>> SumAsync(ClientId clientId, SumQuery<T> query, CancellationToken ct) =>
        engine.SumAsync(collection, clientId, query, ct);

    public Task<TextHits<T>> SearchAsync(ClientId clientId, TextQuery query, CancellationToken ct) =>
        engine.SearchAsync(collection, clientId, query, ct);

    /// <summary>Lists the terms of a scope by their first characters; see <see cref="IDocumentEngine.ListTermsAsync"/>.</summary>
    public Task<IReadOnlyList<IReadOnlyList<string>>> ListTermsAsync(ClientId clientId, TermQuery query, CancellationToken ct) =>
        engine.ListTermsAsync(collection, clientId, query, ct);

    public Write<InsertResult> Insert(ClientId clientId, T document, WriteGroup? group = null) =>
        Send<InsertOperation<T>, InsertResult>(new(collection, clientId, Owned(clientId, document)), group);

    public Write<PutResult> Replace(ClientId clientId, T document, WriteGroup? group = null) =>
        Send<ReplaceOperation<T>, PutResult>(new(collection, clientId, Owned(clientId, document)), group);

    /// <summary>
    /// Updates one document if it matches <paramref name="when"/>. With a seed, inserts it when the document is missing (see
    /// <see cref="ModifyOperation{T}.Seed"/>).
    /// </summary>
    public Write<ModifyResult<T>> Modify<TId>(ClientId clientId, TId id, Update<T> update, Filter<T>? when = null, T? seed = null, WriteGroup? group = null)
        where TId : struct, IId =>
        Send<ModifyOperation<T>, ModifyResult<T>>(
            new(collection, clientId, id.Value, update, when, seed is null ? null : Owned(clientId, seed)), group);

    public Write<DeleteResult> Delete<TId>(ClientId clientId, TId id, WriteGroup? group = null) where TId : struct, IId =>
        DeleteWhere(clientId, new Filter<T>(new FilterNode.Compare(FieldPath.Id, Comparison.Equal, id.Value)), group);

    public Write<DeleteResult> DeleteWhere(ClientId clientId, Filter<T> filter, WriteGroup? group = null) =>
        Send<DeleteOperation<T>, DeleteResult>(new(collection, clientId, filter), group);

    /// <summary>Deletes matching documents in batches, so that other writers do not wait long. It can be interrupted and repeated.</summary>
    public async Task DeleteInBatchesAsync(ClientId clientId, Filter<T> filter, CancellationToken ct)
    {
        while (await ListAsync(clientId, DocumentQuery<T>.Where(filter).Take(IErasableCollection.BatchSize), ct) is { Items: { Count: > 0 } batch })
            await DeleteWhere(clientId, OwnedDocuments<T>.WithIds(batch));
    }

    async Task<IReadOnlyList<IDocument>> IErasableCollection.ListOwnedAsync(ClientId clientId, FieldPath? field, string ownerId, CancellationToken ct) =>
        (await ListAsync(clientId, OwnedDocuments<T>.Query(field, ownerId), ct)).Items;

    async Task IErasableCollection.DeleteAsync(ClientId clientId, IReadOnlyList<IDocument> documents) =>
        await DeleteWhere(clientId, OwnedDocuments<T>.WithIds(documents));

    public WriteGroup NewGroup() => new(engine);

    private static T Owned(ClientId clientId, T document) => document.ClientId == clientId
        ? document
        : throw new ArgumentException($"The {typeof(T).Name} belongs to another client. Set its ClientId to the client of this write.", nameof(document));

    private Write<TResult> Send<TOperation, TResult>(TOperation operation, WriteGroup? group) where TOperation : WriteOperation<TResult>
    {
        if (group is null)
            engine.Submit([operation]);
        else
            group.Add(operation);
        return operation.AsWrite();
    }
}
