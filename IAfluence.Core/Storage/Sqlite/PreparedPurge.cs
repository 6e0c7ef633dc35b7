namespace IAfluence.Core.Storage.Sqlite;

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
