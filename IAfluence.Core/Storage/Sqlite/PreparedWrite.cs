using System.Text.Json;

namespace IAfluence.Core.Storage.Sqlite;

/// <summary>A write made ready on its caller's thread: content is serialised there, so that the writer's thread is left with SQLite.</summary>
internal abstract class PreparedWrite(WriteOperation operation)
{
    public WriteOperation Operation { get; } = operation;

    public abstract void Run(SqliteWriteSession session);
}

internal sealed class PreparedInsert<T>(InsertOperation<T> operation, SqliteCollection collection) : PreparedWrite(operation) where T : class, IDocument
{
    private readonly byte[] _body = DocumentBody.Write(collection, operation.Document);

    public override void Run(SqliteWriteSession session)
    {
        var inserted = session.Insert(collection, operation.Document.DocumentId, operation.Owner?.Value, _body);
        if (inserted)
            operation.Document.Version = 1;
        operation.Decide(inserted ? InsertResult.Inserted : InsertResult.KeyTaken);
    }
}

internal sealed class PreparedReplace<T>(ReplaceOperation<T> operation, SqliteCollection collection) : PreparedWrite(operation) where T : class, IDocument
{
    private readonly byte[] _body = DocumentBody.Write(collection, operation.Document);
    private readonly long _version = operation.Document.Version;

    public override void Run(SqliteWriteSession session)
    {
        var id = operation.Document.DocumentId;
        if (!session.IsAlive(collection, id))
        {
            operation.Decide(PutResult.Conflict);
            return;
        }

        switch (session.Update(collection, id, operation.Owner?.Value, _version, _body, null))
        {
            case true:
                operation.Document.Version = _version + 1;
                operation.Decide(PutResult.Replaced);
                break;
            case false:
                operation.Decide(PutResult.Conflict);
                break;
            default:
                operation.Decide(PutResult.KeyTaken);
                break;
        }
    }
}

internal sealed class PreparedModify<T> : PreparedWrite where T : class, IDocument
{
    private readonly ModifyOperation<T> _operation;
    private readonly SqliteCollection _collection;
    private readonly DocumentChanges _changes;
    private readonly SqlText _select;
    private readonly byte[]? _seed;

    public PreparedModify(ModifyOperation<T> operation, SqliteCollection collection) : base(operation)
    {
        if (operation.Seed is not null && operation.Seed.DocumentId != operation.Id)
            throw new ArgumentException($"The seed's id is '{operation.Seed.DocumentId}', not '{operation.Id}'.");

        _operation = operation;
        _collection = collection;
        _changes = new DocumentChanges(operation.Update.Changes);
        _seed = operation.Seed is null ? null : _changes.Seed(JsonSerializer.SerializeToUtf8Bytes(operation.Seed, DocumentJson.Of<T>()));
        if (_seed is not null)
            DocumentBody.CheckSize(collection, operation.Id, _seed);
        _select = new SqlText(collection).Add("SELECT version,body,").Filter(operation.When?.Node ?? new FilterNode.All())
            .Add($" FROM {collection.Table} WHERE id=").Value(operation.Id);
        if (collection.Owned)
            _select.Add(" AND owner=").Value(operation.Owner?.Value);
    }

    public override void Run(SqliteWriteSession session)
    {
        var owner = _operation.Owner?.Value;
        if (Read(session) is not (var version, { } before, var matches))
        {
            Upsert(session, owner);
            return;
        }

        if (!matches)
        {
            Decide(ModifyOutcome.NoMatch);
            return;
        }

        var after = _changes.Apply(before);
        DocumentBody.CheckSize(_collection, _operation.Id, after);
        if (session.Update(_collection, _operation.Id, owner, version, after, before) is null)
            Decide(ModifyOutcome.KeyTaken);
        else
            Decide(ModifyOutcome.Modified, DocumentBody.Read<T>(before, version), DocumentBody.Read<T>(after, version + 1));
    }

    private void Upsert(SqliteWriteSession session, string? owner)
    {
        if (_seed is null)
            Decide(ModifyOutcome.NoMatch);
        else if (session.Insert(_collection, _operation.Id, owner, _seed))
            Decide(ModifyOutcome.Inserted, null, DocumentBody.Read<T>(_seed, 1));
        else
            Decide(ModifyOutcome.KeyTaken);
    }

    private (long Version, byte[]? Body, bool Matches) Read(SqliteWriteSession session)
    {
        if (!session.IsAlive(_collection, _operation.Id))
            return (0, null, false);
        var select = session.Connection.Prepare(_select.ToString());
        select.BindAll(_select.Values);
        try
        {
            return select.Step() ? (select.Long(0), select.Utf8(1).ToArray(), !select.IsNull(2) && select.Long(2) != 0) : (0, null, false);
        }
        finally
        {
            select.Reset();
        }
    }

    private void Decide(ModifyOutcome outcome, T? before = null, T? after = null) =>
        _operation.Decide(new ModifyResult<T>(outcome, before, after));
}

internal sealed class PreparedDelete<T>(DeleteOperation<T> operation, SqliteCollection collection) : PreparedWrite(operation) where T : class, IDocument
{
    private readonly SqlText _where = Where(operation, collection);

    public override void Run(SqliteWriteSession session)
    {
        var count = 0;
        if (collection.Expires)
        {
            // What has expired is deleted with the rest, and is not counted: for the caller it was gone.
            var expired = Where(operation, collection).Add(" AND expires_at<=").Value(session.Now);
            SqliteDeletes.DeleteWhere(session.Connection, collection, expired);
        }

        count += SqliteDeletes.DeleteWhere(session.Connection, collection, _where);
        operation.Decide(new DeleteResult(count));
    }

    private static SqlText Where(DeleteOperation<T> operation, SqliteCollection collection)
    {
        var where = new SqlText(collection).Add(" WHERE ");
        if (collection.Owned)
            where.Add("owner=").Value(operation.Owner?.Value).Add(" AND ");
        return where.Filter(operation.Filter.Node);
    }
}

internal sealed class PreparedPurge(PreparedPurge.Purge operation, SqliteCollection collection, int limit) : PreparedWrite(operation)
{
    public override void Run(SqliteWriteSession session) => operation.Decide(SqliteExpiry.Purge(session, collection, limit));

    public sealed class Purge() : WriteOperation<int>(null)
    {
        public override bool Applied => true;

        public override void Execute(IWriteExecutor executor) => throw new NotSupportedException();

        public override void Skip() => Decide(0);
    }
}

/// <summary>Makes writes ready; one of these serves one write.</summary>
internal sealed class WritePreparer(Func<CollectionDefinition, SqliteCollection> collectionOf) : IWriteExecutor
{
    public PreparedWrite? Prepared { get; private set; }

    public void Insert<T>(InsertOperation<T> operation) where T : class, IDocument =>
        Prepared = new PreparedInsert<T>(operation, collectionOf(operation.Collection));

    public void Replace<T>(ReplaceOperation<T> operation) where T : class, IDocument =>
        Prepared = new PreparedReplace<T>(operation, collectionOf(operation.Collection));

    public void Modify<T>(ModifyOperation<T> operation) where T : class, IDocument =>
        Prepared = new PreparedModify<T>(operation, collectionOf(operation.Collection));

    public void Delete<T>(DeleteOperation<T> operation) where T : class, IDocument =>
        Prepared = new PreparedDelete<T>(operation, collectionOf(operation.Collection));
}
