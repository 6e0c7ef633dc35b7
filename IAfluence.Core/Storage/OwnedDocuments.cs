namespace IAfluence.Core.Storage;

/// <summary>The queries and filters with which an erasure finds and deletes documents.</summary>
internal static class OwnedDocuments<T> where T : class, IDocument
{
    public static DocumentQuery<T> Query(FieldPath? field, string ownerId) => Storage.DocumentQuery<T>
        .Where(field is null ? Filter<T>.All : new Filter<T>(new FilterNode.Compare(field, Comparison.Equal, ownerId)))
        .Take(IErasableCollection.BatchSize);

    public static Filter<T> WithIds(IReadOnlyList<IDocument> documents) =>
        new(new FilterNode.In(FieldPath.Id, [.. documents.Select(document => document.DocumentId)]));
}
