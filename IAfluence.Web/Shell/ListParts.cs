using IAfluence.Core.Storage;

namespace IAfluence.Web.Shell;

/// <summary>Reads lists part by part, at a cursor that comes from an address.</summary>
public static class ListParts
{
    /// <summary>Reads the part that the cursor names; the first part when the cursor is unreadable, as in an edited address.</summary>
    /// <param name="cursor">The <see cref="DocumentPage{T}.Next"/> of the part before; null for the first part.</param>
    /// <param name="list">Reads the part at a cursor.</param>
    /// <returns>The part, and the cursor it was read at.</returns>
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
