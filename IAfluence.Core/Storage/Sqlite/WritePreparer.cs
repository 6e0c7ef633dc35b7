namespace IAfluence.Core.Storage.Sqlite;

/// <summary>Prepares a single write.</summary>
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
