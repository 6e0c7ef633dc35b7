namespace IAfluence.Core.Storage.Sqlite;

/// <summary>Executes writes inside the writer's open transaction.</summary>
internal sealed class SqliteWriteSession(SqliteHandle connection, TimeProvider time)
{
    public SqliteHandle Connection => connection;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Executes one group. Each write is recorded before it runs, so that it is reported when the flush fails.</summary>
    public void Run(IReadOnlyList<PreparedWrite> group, List<PreparedWrite> pending)
    {
        pending.AddRange(group);
        var ended = false;
        foreach (var write in group)
        {
            if (ended)
            {
                write.Operation.Skip();
                continue;
            }

            try
            {
                write.Run(this);
                ended = !write.Operation.Applied;
            }
            catch (Exception error) when (error is not SqliteFailure)
            {
                // The write itself is invalid (too large, an overflow). Only this write fails, and nothing of it was written.
                write.Operation.Fail(error);
                ended = true;
            }
        }
    }

    public bool Insert(SqliteCollection collection, string id, string? owner, byte[] body)
    {
        if (TryInsert(collection, id, owner, body))
        {
            SqliteTextIndex.Add(connection, collection, id, owner, body);
            return true;
        }

        if (!collection.Expires || !SqliteExpiry.FreeKeys(this, collection, id, owner, body) || !TryInsert(collection, id, owner, body))
            return false;
        SqliteTextIndex.Add(connection, collection, id, owner, body);
        return true;
    }

    /// <returns>Null when the unique key is taken; otherwise whether the document existed in that version.</returns>
    public bool? Update(SqliteCollection collection, string id, string? owner, long version, byte[] body, byte[]? before)
    {
        before ??= collection.Definition.TextIndex is null ? null : ReadBody(collection, id, owner);
        var updated = TryUpdate(collection, id, owner, version, body);
        if (updated is null && collection.Expires && SqliteExpiry.FreeKeys(this, collection, null, owner, body))
            updated = TryUpdate(collection, id, owner, version, body);
        if (updated == true && before is not null)
            SqliteTextIndex.Change(connection, collection, id, owner, before, body);
        return updated;
    }

    private bool TryInsert(SqliteCollection collection, string id, string? owner, byte[] body)
    {
        var statement = connection.Prepare(collection.InsertSql);
        statement.Bind(1, id);
        if (collection.Owned)
            statement.Bind(2, owner);
        statement.Bind(3, body.AsSpan());
        statement.Run();
        return connection.Changes == 1;
    }

    private bool? TryUpdate(SqliteCollection collection, string id, string? owner, long version, byte[] body)
    {
        var statement = connection.Prepare(collection.UpdateSql);
        statement.Bind(1, id);
        if (collection.Owned)
            statement.Bind(2, owner);
        statement.Bind(3, body.AsSpan());
        statement.Bind(4, version);
        if (collection.Expires)
            statement.Bind(5, (object)Now);
        return statement.RunUnlessKeyTaken() ? connection.Changes == 1 : null;
    }

    private byte[]? ReadBody(SqliteCollection collection, string id, string? owner)
    {
        var statement = connection.Prepare(collection.BodySql);
        statement.Bind(1, id);
        if (collection.Owned)
            statement.Bind(2, owner);
        try
        {
            return statement.Step() ? statement.Utf8(0).ToArray() : null;
        }
        finally
        {
            statement.Reset();
        }
    }
}
