namespace IAfluence.Core.Storage.Sqlite;

/// <summary>Removes expired documents, which are still stored although readers no longer see them.</summary>
internal static class SqliteExpiry
{
    /// <summary>Deletes expired documents that have the id or a unique key of the new content.</summary>
    /// <returns>Whether there were any.</returns>
    public static bool FreeKeys(SqliteWriteSession session, SqliteCollection collection, string? id, string? owner, byte[] body)
    {
        var freed = 0;
        if (id is not null)
        {
            var sql = new SqlText(collection).Add(" WHERE expires_at<=").Value(session.Now).Add(" AND id=").Value(id);
            freed += SqliteDeletes.DeleteWhere(session.Connection, collection, sql);
        }

        foreach (var index in collection.Definition.Indexes.Where(index => index.Unique))
        {
            var sql = new SqlText(collection).Add(" WHERE expires_at<=").Value(session.Now);
            if (collection.Owned)
                sql.Add(" AND owner=").Value(owner);
            foreach (var key in index.Keys)
            {
                sql.Add(" AND ").Field(key.Path).Add(index.CoversMissing ? " IS json_extract(" : "=json_extract(").Value(body)
                    .Add($",{SqliteCollection.JsonPath(key.Path)})");
            }

            freed += SqliteDeletes.DeleteWhere(session.Connection, collection, sql);
        }

        return freed > 0;
    }

    public static int Purge(SqliteWriteSession session, SqliteCollection collection, int limit)
    {
        if (!collection.Expires)
            return 0;
        var sql = new SqlText(collection).Add($" WHERE rowid IN (SELECT rowid FROM {collection.Table} WHERE expires_at<=").Value(session.Now)
            .Add(" LIMIT ").Value((long)limit).Add(")");
        return SqliteDeletes.DeleteWhere(session.Connection, collection, sql);
    }
}
