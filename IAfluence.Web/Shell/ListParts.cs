using IAfluence.Core.Storage;

namespace IAfluence.Web.Shell;

/// <summary>Reads lists page by page, with a cursor from the address.</summary>
public static class ListParts
{
    /// <summary>Reads the page at the cursor, or the first page when the cursor is invalid, for example in an edited address.</summary>
    /// <param name="cursor">The <see cref="DocumentPage{T}.Next"/> of the previous page; null for the first page.</param>
    /// <param name="list">Reads the page at a cursor.</param>
    /// <returns>The page, and the cursor used.</returns>
    public static async Task<(DocumentPage<T> Page, string? Cursor)> ReadAsync<T>(string? cursor, Func<string?, Task<DocumentPage<T>>> list)
    {
        try
        {
            return (await list(cursor), cursor);
        }
        catch (InvalidCursorException)
        {
            return (await list(null), null);
        }
    }
}
