using IAfluence.Core.Storage;

namespace IAfluence.Tests.Testing;

/// <summary>Documents of the store, for what no page or call writes or shows.</summary>
internal static class StoredOfATest
{
    /// <summary>Everything of one type that the store holds, of every client.</summary>
    public static async Task<IReadOnlyList<T>> StoredAsync<T>(this IAfluenceApp app) where T : class, IClientDocument
    {
        var reader = app.BelowHttp.Get<PlatformReaders>().Open<T>(PlatformPass.ForJob("test"));
        return await AllAsync<T>(query => reader.ListAsync(query, default));
    }

    /// <summary>Everything of one type that the store holds of the installation itself.</summary>
    public static Task<IReadOnlyList<T>> StoredPlatformAsync<T>(this IAfluenceApp app) where T : class, IDocument =>
        AllAsync<T>(query => app.BelowHttp.Get<PlatformDocuments<T>>().ListAsync(query, default));

    public static async Task HasStoredAsync<T>(this IAfluenceApp app, params IEnumerable<T> documents) where T : class, IClientDocument
    {
        var store = app.BelowHttp.Get<ClientDocuments<T>>();
        var group = store.NewGroup();
        var writes = documents.Select(document => store.Insert(document.ClientId, document, group)).ToList();
        group.Submit();
        foreach (var write in writes)
            await write;
    }

    public static async Task HasStoredPlatformAsync<T>(this IAfluenceApp app, T document) where T : class, IDocument =>
        await app.BelowHttp.Get<PlatformDocuments<T>>().Insert(document);

    public static async Task ChangeStoredAsync<T, TId>(this IAfluenceApp app, ClientId clientId, TId id, Update<T> update)
        where T : class, IClientDocument where TId : struct, IId =>
        await app.BelowHttp.Get<ClientDocuments<T>>().Modify(clientId, id, update);

    public static async Task ChangeStoredPlatformAsync<T, TId>(this IAfluenceApp app, TId id, Update<T> update)
        where T : class, IDocument where TId : struct, IId =>
        await app.BelowHttp.Get<PlatformDocuments<T>>().Modify(id, update);

    public static async Task DeleteStoredPlatformAsync<T, TId>(this IAfluenceApp app, TId id) where T : class, IDocument where TId : struct, IId =>
        await app.BelowHttp.Get<PlatformDocuments<T>>().Delete(id);

    private static async Task<IReadOnlyList<T>> AllAsync<T>(Func<DocumentQuery<T>, Task<DocumentPage<T>>> list) where T : class, IDocument
    {
        var (all, after) = (new List<T>(), (string?)null);
        do
        {
            var page = await list(DocumentQuery<T>.Where(Filter<T>.All).Take(DocumentQuery<T>.MaxLimit).StartAfter(after));
            all.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return all;
    }
}
