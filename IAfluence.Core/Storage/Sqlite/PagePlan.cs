namespace IAfluence.Core.Storage.Sqlite;

/// <summary>
/// The SQL statements of one page. The rows after a position are read in segments, each with equality on the first keys and one range on the
/// next, so that SQLite always seeks in an index and never scans, even with ties, missing values and mixed directions.
/// </summary>
internal sealed class PagePlan
{
    private readonly SqliteCollection _collection;
    private readonly string? _owner;
    private readonly FilterNode _filter;
    private readonly DateTimeOffset _now;
    private readonly List<SortKey> _order;
    private readonly string _list;
    private readonly IReadOnlyList<object?>? _after;

    public PagePlan(SqliteCollection collection, string? owner, FilterNode filter, IReadOnlyList<SortKey> order, string? after, DateTimeOffset now)
    {
        _collection = collection;
        _owner = owner;
        _filter = filter;
        _now = now;
        _order = Total(order);
        _list = $"{collection.Name}\n{owner}\n{string.Join(',', _order.Select(key => key.Path.Dotted + (key.Descending ? '-' : '+')))}";
        _after = after is null ? null : PageCursor.Read(_list, after, _order.Count);
    }

    /// <summary>Whether the page needs several statements, which must run in one transaction.</summary>
    public bool Continues => _after is not null;

    /// <summary>The cursor after a row, whose sort values start at the given column.</summary>
    public string CursorAfter(SqliteStatement row, int column) => CursorOf([.. Enumerable.Range(column, _order.Count).Select(row.Scalar)]);

    public string CursorOf(IReadOnlyList<object?> sortValues) => PageCursor.Write(_list, sortValues);

    /// <summary>The statements in order. The last parameter, the limit, is still to be bound. Columns: version, body, then the sort values.</summary>
    public IEnumerable<SqlText> Statements()
    {
        if (_after is null)
        {
            yield return Statement(0, _ => { });
            yield break;
        }

        for (var i = _order.Count - 1; i >= 0; i--)
        {
            var at = i;
            var key = _order[at];
            var value = _after[at];
            if (value is not null)
                yield return Statement(at, sql => Prefix(sql, at).Add(" AND ").Field(key.Path).Add(key.Descending ? "<" : ">").Raw(value));
            else if (!key.Descending)
                yield return Statement(at, sql => Prefix(sql, at).Add(" AND ").Field(key.Path).Add(" IS NOT NULL"));
            if (value is not null && key.Descending && key.Path != FieldPath.Id)
                yield return Statement(at + 1, sql => Prefix(sql, at).Add(" AND ").Field(key.Path).Add(" IS NULL"));
        }
    }

    /// <summary>Completes the order with the id, in the direction of the key before it.</summary>
    private static List<SortKey> Total(IReadOnlyList<SortKey> order)
    {
        var keys = order.TakeWhile(key => key.Path != FieldPath.Id).ToList();
        var descending = keys.Count < order.Count ? order[keys.Count].Descending : keys is [.., { Descending: true }];
        keys.Add(new SortKey(FieldPath.Id, descending));
        return keys;
    }

    private SqlText Prefix(SqlText sql, int count)
    {
        for (var i = 0; i < count; i++)
            sql.Add(" AND ").Field(_order[i].Path).Add(" IS ").Raw(_after![i]);
        return sql;
    }

    /// <param name="known">
    /// The number of keys with a fixed value in the segment. They are left out of ORDER BY, because SQLite would still sort by them.
    /// </param>
    private SqlText Statement(int known, Action<SqlText> segment)
    {
        var sql = new SqlText(_collection).Add("SELECT version,body");
        foreach (var key in _order)
            sql.Add(",").Field(key.Path);
        sql.Add(" FROM ").Add(_collection.Table).Conditions(_owner, _filter, _now);
        segment(sql);
        sql.Add(" ORDER BY ");
        for (var i = known; i < _order.Count; i++)
            sql.Add(i == known ? "" : ",").Field(_order[i].Path).Add(_order[i].Descending ? " DESC" : "");
        return sql.Add(" LIMIT ?");
    }
}
