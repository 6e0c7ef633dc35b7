namespace IAfluence.Core.Storage.Sqlite;

/// <summary>A write prepared on the caller's thread, where content is serialized, so that the writer's thread only runs SQLite.</summary>
internal abstract class PreparedWrite(WriteOperation operation)
{
    public WriteOperation Operation { get; } = operation;

    public abstract void Run(SqliteWriteSession session);
}

internal sealed class PreparedInsert<T>(InsertOperation<T> operation, SqliteCollection collection) : PreparedWrite(operation) where T : class, IDocument
{
    private readonly string? _owner = collection.OwnerOf(operation.Owner);
    private readonly byte[] _body = DocumentBody.Write(collection, operation.Document);

    public override void Run(SqliteWriteSession session)
    {
        var inserted = session.Insert(collection, operation.Document.DocumentId, _owner, _body);
        if (inserted)
            operation.Document.Version = 1;
        operation.Decide(inserted ? InsertResult.Inserted : InsertResult.KeyTaken);
    }
}

internal sealed class PreparedReplace<T>(ReplaceOperation<T> operation, SqliteCollection collection) : PreparedWrite(operation) where T : class, IDocument
{
    private readonly string? _owner = collection.OwnerOf(operation.Owner);
    private readonly byte[] _body = DocumentBody.Write(collection, operation.Document);
    private readonly long _version = operation.Document.Version;

    public override void Run(SqliteWriteSession session)
    {
        switch (session.Update(collection, operation.Document.DocumentId, _owner, _version, _body, null))
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
