namespace IAfluence.Core.Storage;

/// <summary>
/// The type-independent view of a collection for erasure. Every collection is registered under this contract, so that an erasure covers all
/// rooms, including later ones.
/// </summary>
public interface IErasableCollection
{
    /// <summary>The maximum number of documents in one delete.</summary>
    const int BatchSize = 200;

    CollectionDefinition Definition { get; }

    /// <summary>Lists up to <see cref="BatchSize"/> documents of an owner.</summary>
    /// <param name="clientId">The client; ignored for a collection of the installation.</param>
    /// <param name="field">The field with the owner's id; null for all documents of the client.</param>
    Task<IReadOnlyList<IDocument>> ListOwnedAsync(ClientId clientId, FieldPath? field, string ownerId, CancellationToken ct);

    /// <summary>Deletes documents returned by <see cref="ListOwnedAsync"/>; already deleted ones are skipped.</summary>
    Task DeleteAsync(ClientId clientId, IReadOnlyList<IDocument> documents);
}

/// <summary>The queries and filters with which an erasure finds and deletes documents.</summary>
internal static class OwnedDocuments<T> where T : class, IDocument
{
    public static DocumentQuery<T> Query(FieldPath? field, string ownerId) => Storage.DocumentQuery<T>
        .Where(field is null ? Filter<T>.All : new Filter<T>(new FilterNode.Compare(field, Comparison.Equal, ownerId)))
        .Take(IErasableCollection.BatchSize);

    public static Filter<T> WithIds(IReadOnlyList<IDocument> documents) =>
        new(new FilterNode.In(FieldPath.Id, [.. documents.Select(document => document.DocumentId)]));
}
