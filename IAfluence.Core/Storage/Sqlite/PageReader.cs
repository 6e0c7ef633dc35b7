namespace IAfluence.Core.Storage.Sqlite;

/// <summary>
/// Reads one page. What follows a position is read in segments, each an equality on the first keys and one range on the next: an index
/// is sought and never scanned, also with ties, missing values and mixed directions.
/// </summary>
internal sealed class PageReader<T> where T : class, IDocument
{
    private readonly SqliteCollection _collection;
    private readonly string? _owner;
    private readonly Query<T> _query;
    private readonly DateTimeOffset _now;
    private readonly List<SortKey> _order;
    private readonly string _list;
    private readonly IReadOnlyList<object?>? _after;

    public PageReader(SqliteCollection collection, string? owner, Query<T> query, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, Query<T>.MaxLimit, nameof(query));
        _collection = collection;
        _owner = owner;
        _query = query;
        _now = now;
        _order = [.. query.Order.TakeWhile(key => key.Path != FieldPath.Id)];
        _order.Add(new SortKey(FieldPath.Id, _order.Count < query.Order.Count ? query.Order[_order.Count].Descending : _order is [.., { Descending: true }]));
        _list = $"{collection.Name}\n{owner}\n{string.Join(',', _order)}";
        _after = query.After is null ? null : PageCursor.Read(_list, query.After, _order.Count);
    }

    public Page<T> Read(SqliteConnection connection)
    {
        var items = new List<T>(Math.Min(_query.Limit, 64));
        List<object?>? last = null;
        // The segments must see one state of the store.
        var several = _after is not null;
        if (several)
            connection.Prepare("BEGIN").Run();
        try
        {
            foreach (var sql in Statements())
            {
                sql.Value((long)(_query.Limit + 1 - items.Count));
                var select = connection.Prepare(sql.ToString());
                select.BindAll(sql.Values);
                try
                {
                    while (select.Step())
                    {
                        if (items.Count == _query.Limit)
                            return new Page<T>(items, PageCursor.Write(_list, last!));
                        items.Add(DocumentBody.Read<T>(select.Utf8(1), select.Long(0)));
                        if (items.Count == _query.Limit)
                            last = [.. Enumerable.Range(2, _order.Count).Select(select.Scalar)];
                    }
                }
                finally
                {
                    select.Reset();
                }
            }

            return new Page<T>(items, null);
        }
        finally
        {
            if (several)
                connection.Prepare("COMMIT").Run();
        }
    }

    /// <summary>The statements of the page in order, each waiting for its limit.</summary>
    public IEnumerable<SqlText> Statements()
    {
        if (_after is null)
        {
            yield return Statement(sql => { });
            yield break;
        }

        for (var at = _order.Count - 1; at >= 0; at--)
        {
            var key = _order[at];
            var value = _after[at];
            if (value is not null)
                yield return Statement(sql => Prefix(sql, at).Add(" AND ").Field(key.Path).Add(key.Descending ? "<" : ">").Raw(value));
            else if (!key.Descending)
                yield return Statement(sql => Prefix(sql, at).Add(" AND ").Field(key.Path).Add(" IS NOT NULL"));
            if (value is not null && key.Descending && key.Path != FieldPath.Id)
                yield return Statement(sql => Prefix(sql, at).Add(" AND ").Field(key.Path).Add(" IS NULL"));
        }
    }

    private SqlText Prefix(SqlText sql, int count)
    {
        for (var i = 0; i < count; i++)
            sql.Add(" AND ").Field(_order[i].Path).Add(" IS ").Raw(_after![i]);
        return sql;
    }

    private SqlText Statement(Action<SqlText> segment)
    {
        var sql = new SqlText(_collection).Add("SELECT version,body");
        foreach (var key in _order)
            sql.Add(",").Field(key.Path);
        sql.Add(" FROM ").Add(_collection.Table).Conditions(_owner, _query.Filter.Node, _now);
        segment(sql);
        sql.Add(" ORDER BY ");
        for (var i = 0; i < _order.Count; i++)
            sql.Add(i == 0 ? "" : ",").Field(_order[i].Path).Add(_order[i].Descending ? " DESC" : "");
        return sql.Add(" LIMIT ");
    }
}
