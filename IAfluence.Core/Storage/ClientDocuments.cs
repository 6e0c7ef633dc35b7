namespace IAfluence.Core.Storage;

/// <summary>
/// The documents of one type that clients own. Every method takes the client first; another client's document does not exist.
/// A write given a <see cref="WriteGroup"/> waits for its submission; without one it leaves at once.
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

    public Task<IReadOnlyList<TextHit<T>>> SearchAsync(ClientId clientId, TextQuery query, CancellationToken ct) =>
        engine.SearchAsync(collection, clientId, query, ct);

    public Write<InsertResult> Insert(ClientId clientId, T document, WriteGroup? group = null) =>
        Send<InsertOperation<T>, InsertResult>(new(collection, clientId, Owned(clientId, document)), group);

    public Write<PutResult> Replace(ClientId clientId, T document, WriteGroup? group = null) =>
        Send<ReplaceOperation<T>, PutResult>(new(collection, clientId, Owned(clientId, document)), group);

    /// <summary>Changes one document if it meets <paramref name="when"/>; with a seed, inserts it when missing (see <see cref="ModifyOperation{T}.Seed"/>).</summary>
    public Write<ModifyResult<T>> Modify<TId>(ClientId clientId, TId id, Update<T> update, Filter<T>? when = null, T? seed = null, WriteGroup? group = null)
        where TId : struct, IId =>
        Send<ModifyOperation<T>, ModifyResult<T>>(
            new(collection, clientId, id.Value, update, when, seed is null ? null : Owned(clientId, seed)), group);

    public Write<DeleteResult> Delete<TId>(ClientId clientId, TId id, WriteGroup? group = null) where TId : struct, IId =>
        DeleteWhere(clientId, new Filter<T>(new FilterNode.Compare(FieldPath.Id, Comparison.Equal, id.Value)), group);

    public Write<DeleteResult> DeleteWhere(ClientId clientId, Filter<T> filter, WriteGroup? group = null) =>
        Send<DeleteOperation<T>, DeleteResult>(new(collection, clientId, filter), group);

    /// <summary>Deletes what the filter selects, a batch at a time, so that no writer waits long; safe to break off and to begin again.</summary>
    public async Task DeleteInBatchesAsync(ClientId clientId, Filter<T> filter, CancellationToken ct)
    {
        while (await ListAsync(clientId, DocumentQuery<T>.Where(filter).Take(IErasableCollection.BatchSize), ct) is { Items: { Count: > 0 } batch })
            await DeleteWhere(clientId, OwnedDocuments<T>.These(batch));
    }

    async Task<IReadOnlyList<IDocument>> IErasableCollection.ListOwnedAsync(ClientId clientId, FieldPath? field, string ownerId, CancellationToken ct) =>
        (await ListAsync(clientId, OwnedDocuments<T>.Query(field, ownerId), ct)).Items;

    async Task IErasableCollection.DeleteAsync(ClientId clientId, IReadOnlyList<IDocument> documents) =>
        await DeleteWhere(clientId, OwnedDocuments<T>.These(documents));

    public WriteGroup NewGroup() => new(engine);

    private static T Owned(ClientId clientId, T document) => document.ClientId == clientId
        ? document
        : throw new ArgumentException($"A {typeof(T).Name} of another client cannot be written here.", nameof(document));

    private Write<TResult> Send<TOperation, TResult>(TOperation operation, WriteGroup? group) where TOperation : WriteOperation<TResult>
    {
        if (group is null)
            engine.Submit([operation]);
        else
            group.Add(operation);
        return operation.AsWrite();
    }
}
