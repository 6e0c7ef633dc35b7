namespace IAfluence.Core.Storage.Sqlite;

/// <summary>Deletes documents together with their entries in the text index.</summary>
internal static class SqliteDeletes
{
    /// <param name="where">The condition, starting with WHERE.</param>
    /// <returns>The number of deleted documents.</returns>
    public static int DeleteWhere(SqliteHandle connection, SqliteCollection collection, SqlText where)
    {
        if (collection.Definition.TextIndex is null)
        {
            var delete = connection.Prepare($"DELETE FROM {collection.Table}{where}");
            delete.BindAll(where.Values);
            delete.Run();
            return connection.Changes;
        }

        var gone = new List<(string Id, string? Owner, byte[] Body)>();
        var owner = collection.Owned ? "owner" : "NULL";
        var select = connection.Prepare($"DELETE FROM {collection.Table}{where} RETURNING id,{owner},body");
        select.BindAll(where.Values);
        try
        {
            while (select.Step())
                gone.Add((select.Text(0), select.IsNull(1) ? null : select.Text(1), select.Utf8(2).ToArray()));
        }
        finally
        {
            select.Reset();
        }

        foreach (var (id, ownerId, body) in gone)
            SqliteTextIndex.Remove(connection, collection, id, ownerId, body);
        return gone.Count;
    }
}
