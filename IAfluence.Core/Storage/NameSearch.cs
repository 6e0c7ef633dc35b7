namespace IAfluence.Core.Storage;

/// <summary>Searches a list sorted by name for names that contain all typed words. Suitable for thousands of entries, not millions.</summary>
public static class NameSearch
{
    /// <param name="list">Reads one page of the list.</param>
    /// <param name="sortKey">Returns the folded name (<see cref="SortKeys.Of"/>).</param>
    /// <param name="search">The typed text; null or white space for the whole list.</param>
    /// <param name="after">The cursor of the previous page; null for the first page.</param>
    /// <param name="take">The page size. A search can return up to twice as many, because it ends at a page boundary of the list.</param>
    public static async Task<DocumentPage<T>> ListAsync<T>(
        Func<DocumentQuery<T>, Task<DocumentPage<T>>> list, DocumentQuery<T> query, Func<T, string> sortKey, string? search, string? after, int take) where T : class, IDocument
    {
        query = query.StartAfter(after).Take(take);
        var words = SortKeys.Of(search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return await list(query);
        var found = new List<T>();
        while (true)
        {
            var page = await list(query);
            found.AddRange(page.Items.Where(item => words.All(word => sortKey(item).Contains(word, StringComparison.Ordinal))));
            if (page.Next is null || found.Count >= take)
                return new DocumentPage<T>(found, page.Next);
            query = query.StartAfter(page.Next);
        }
    }
}
