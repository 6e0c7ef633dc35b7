using System.Text.Json;

namespace IAfluence.Core.Storage.Sqlite;

internal sealed class PreparedModify<T> : PreparedWrite where T : class, IDocument
{
    private readonly ModifyOperation<T> _operation;
    private readonly SqliteCollection _collection;
    private readonly DocumentChanges _changes;
    private readonly string? _owner;
    private readonly SqlText _select;
    private readonly string _sql;
    private readonly byte[]? _seed;

    public PreparedModify(ModifyOperation<T> operation, SqliteCollection collection) : base(operation)
    {
        if (operation.Seed is not null && operation.Seed.DocumentId != operation.Id)
            throw new ArgumentException($"The seed's id is '{operation.Seed.DocumentId}', not '{operation.Id}'.");

        _operation = operation;
        _collection = collection;
        _owner = collection.OwnerOf(operation.Owner);
        _changes = new DocumentChanges(operation.Update.Changes);
        _seed = operation.Seed is null ? null : _changes.Seed(JsonSerializer.SerializeToUtf8Bytes(operation.Seed, DocumentJson.Of<T>()));
        if (_seed is not null)
            DocumentBody.CheckSize(collection, operation.Id, _seed);
        _select = new SqlText(collection).Add("SELECT version,body,").Filter(operation.When?.Node ?? new FilterNode.All())
            .Add($" FROM {collection.Table} WHERE id=").Value(operation.Id);
        if (collection.Owned)
            _select.Add(" AND owner=").Value(_owner);
        _sql = _select.Add(collection.Alive).ToString();
    }

    public override void Run(SqliteWriteSession session)
    {
        var owner = _owner;
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
        // Deserializes first, because an unreadable document must not be written.
        var (was, now) = (DocumentBody.Read<T>(before, version), DocumentBody.Read<T>(after, version + 1));
        if (session.Update(_collection, _operation.Id, owner, version, after, before) is null)
            Decide(ModifyOutcome.KeyTaken);
        else
            Decide(ModifyOutcome.Modified, was, now);
    }

    private void Upsert(SqliteWriteSession session, string? owner)
    {
        if (_seed is null)
        {
            Decide(ModifyOutcome.NoMatch);
            return;
        }

        var now = DocumentBody.Read<T>(_seed, 1);
        if (session.Insert(_collection, _operation.Id, owner, _seed))
            Decide(ModifyOutcome.Inserted, null, now);
        else
            Decide(ModifyOutcome.KeyTaken);
    }

    private (long Version, byte[]? Body, bool Matches) Read(SqliteWriteSession session)
    {
        var select = session.Connection.Prepare(_sql);
        select.BindAll(_select.Values);
        if (_collection.Expires)
            select.Bind(_select.Values.Count + 1, (object)session.Now);
        try
        {
            return select.Step() ? (select.Long(0), select.Utf8(1).ToArray(), select.Long(2) != 0) : (0, null, false);
        }
        finally
        {
            select.Reset();
        }
    }

    private void Decide(ModifyOutcome outcome, T? before = null, T? after = null) =>
        _operation.Decide(new ModifyResult<T>(outcome, before, after));
}
