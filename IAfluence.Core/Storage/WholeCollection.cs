namespace IAfluence.Core.Storage;

/// <summary>Reads whole collections of the installation that are small by nature, such as providers or models.</summary>
internal static class WholeCollection
{
    public static async Task<List<T>> ListAllAsync<T>(this PlatformDocuments<T> documents, CancellationToken ct) where T : class, IDocument
    {
        var all = new List<T>();
        string? after = null;
        do
        {
            var page = await documents.ListAsync(new DocumentQuery<T>().Take(DocumentQuery<T>.MaxLimit).StartAfter(after), ct);
            all.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return all;
    }
}
