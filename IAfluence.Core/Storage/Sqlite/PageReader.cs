namespace IAfluence.Core.Storage.Sqlite;

/// <summary>Reads the documents of one page.</summary>
internal static class PageReader
{
    private const int SortColumn = 2;

    public static DocumentPage<T> Read<T>(SqliteHandle connection, PagePlan plan, int limit) where T : class, IDocument
    {
        if (!plan.Continues)
            return ReadSegments<T>(connection, plan, limit);

        connection.Prepare("BEGIN").Run();
        try
        {
            return ReadSegments<T>(connection, plan, limit);
        }
        finally
        {
            connection.Prepare("COMMIT").Run();
        }
    }

    private static DocumentPage<T> ReadSegments<T>(SqliteHandle connection, PagePlan plan, int limit) where T : class, IDocument
    {
        var items = new List<T>(Math.Min(limit, 64));
        string? cursor = null;
        foreach (var sql in plan.Statements())
        {
            var select = connection.Prepare(sql.ToString());
            select.BindAll(sql.Values);
            // One additional row tells whether there is a next page.
            select.Bind(sql.Values.Count + 1, (long)(limit + 1 - items.Count));
            try
            {
                while (select.Step())
                {
                    if (items.Count == limit)
                        return new DocumentPage<T>(items, cursor);
                    items.Add(DocumentBody.Read<T>(select.Utf8(1), select.Long(0)));
                    if (items.Count == limit)
                        cursor = plan.CursorAfter(select, SortColumn);
                }
            }
            finally
            {
                select.Reset();
            }
        }

        return new DocumentPage<T>(items, null);
    }
}
