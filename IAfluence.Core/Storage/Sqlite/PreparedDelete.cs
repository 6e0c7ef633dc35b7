namespace IAfluence.Core.Storage.Sqlite;

internal sealed class PreparedDelete<T>(DeleteOperation<T> operation, SqliteCollection collection) : PreparedWrite(operation) where T : class, IDocument
{
    private readonly SqlText _where = Where(operation, collection);

    public override void Run(SqliteWriteSession session)
    {
        if (collection.Expires)
        {
            // Expired documents are deleted too but not counted, because callers do not see them.
            var expired = Where(operation, collection).Add(" AND expires_at<=").Value(session.Now);
            SqliteDeletes.DeleteWhere(session.Connection, collection, expired);
        }

        operation.Decide(new DeleteResult(SqliteDeletes.DeleteWhere(session.Connection, collection, _where)));
    }

    private static SqlText Where(DeleteOperation<T> operation, SqliteCollection collection)
    {
        var where = new SqlText(collection).Add(" WHERE ");
        if (collection.Owned)
            where.Add("owner=").Value(collection.OwnerOf(operation.Owner)).Add(" AND ");
        return where.Filter(operation.Filter.Node);
    }
}
