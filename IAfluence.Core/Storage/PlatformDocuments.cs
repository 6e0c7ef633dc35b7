namespace IAfluence.Core.Storage;

/// <summary>
/// The installation's documents of one type, such as users, clients or providers. See <see cref="ClientDocuments{T}"/> for write groups.
/// </summary>
public sealed class PlatformDocuments<T>(IDocumentEngine engine, CollectionDefinition<T> collection) : IErasableCollection where T : class, IDocument
{
    CollectionDefinition IErasableCollection.Definition => collection;

    public Task<T?> FindOrNullAsync<TId>(TId id, CancellationToken ct) where TId : struct, IId =>
        engine.FindOrNullAsync(collection, null, id.Value, ct);

    public async Task<T?> FirstOrNullAsync(DocumentQuery<T> query, CancellationToken ct) =>
        (await engine.ListAsync(collection, null, query with { Limit = 1 }, ct)).Items is [var first, ..] ? first : null;

    public Task<DocumentPage<T>> ListAsync(DocumentQuery<T> query, CancellationToken ct) => engine.ListAsync(collection, null, query, ct);

    public Task<long> CountAsync(Filter<T> filter, CancellationToken ct) => engine.CountAsync(collection, null, filter, ct);

    public Task<IReadOnlyList<SumGroup>> SumAsync(SumQuery<T> query, CancellationToken ct) =>
        engine.SumAsync(collection, null, query, ct);

    public Write<InsertResult> Insert(T document, WriteGroup? group = null) =>
        Send<InsertOperation<T>, InsertResult>(new(collection, null, document), group);

    public Write<PutResult> Replace(T document, WriteGroup? group = null) =>
        Send<ReplaceOperation<T>, PutResult>(new(collection, null, document), group);

    /// <summary>
    /// Updates one document if it matches <paramref name="when"/>. With a seed, inserts it when the document is missing (see
    /// <see cref="ModifyOperation{T}.Seed"/>).
    /// </summary>
    public Write<ModifyResult<T>> Modify<TId>(TId id, Update<T> update, Filter<T>? when = null, T? seed = null, WriteGroup? group = null)
        where TId : struct, IId =>
        Send<ModifyOperation<T>, ModifyResult<T>>(new(collection, null, id.Value, update, when, seed), group);

    public Write<DeleteResult> Delete<TId>(TId id, WriteGroup? group = null) where TId : struct, IId =>
        DeleteWhere(new Filter<T>(new FilterNode.Compare(FieldPath.Id, Comparison.Equal, id.Value)), group);

    public Write<DeleteResult> DeleteWhere(Filter<T> filter, WriteGroup? group = null) =>
        Send<DeleteOperation<T>, DeleteResult>(new(collection, null, filter), group);

    async Task<IReadOnlyList<IDocument>> IErasableCollection.ListOwnedAsync(ClientId clientId, FieldPath? field, string ownerId, CancellationToken ct) =>
        (await ListAsync(OwnedDocuments<T>.Query(field, ownerId), ct)).Items;

    async Task IErasableCollection.DeleteAsync(ClientId clientId, IReadOnlyList<IDocument> documents) => await DeleteWhere(OwnedDocuments<T>.WithIds(documents));

    public WriteGroup NewGroup() => new(engine);

    private Write<TResult> Send<TOperation, TResult>(TOperation operation, WriteGroup? group) where TOperation : WriteOperation<TResult>
    {
        if (group is null)
            engine.Submit([operation]);
        else
            group.Add(operation);
        return operation.AsWrite();
    }
}
