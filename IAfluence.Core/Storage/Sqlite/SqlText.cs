using System.Text;
using System.Text.Json;

namespace IAfluence.Core.Storage.Sqlite;

/// <summary>Builds a statement with its parameter values in order. The text contains only declared names, never values.</summary>
internal sealed class SqlText(SqliteCollection collection)
{
    private readonly StringBuilder _text = new(256);
    private readonly List<object?> _values = [];

    public IReadOnlyList<object?> Values => _values;

    public SqlText Add(string text)
    {
        _text.Append(text);
        return this;
    }

    public SqlText Field(FieldPath path) => Add(collection.Field(path));

    public SqlText Value(object? value)
    {
        if (value is double number)
        {
            // SQLite's parsing of decimal text can differ from the nearest double in the last bit, so SQLite parses both sides.
            _values.Add(JsonSerializer.Serialize(number, DocumentJson.Options));
            return Add("json_extract(?,'$')");
        }

        _values.Add(value);
        return Add("?");
    }

    /// <summary>Adds a value that came from SQLite, unchanged.</summary>
    public SqlText Raw(object? value)
    {
        _values.Add(value);
        return Add("?");
    }

    /// <summary>Adds the WHERE clause: the owner (null for any), not expired, and the filter.</summary>
    public SqlText Conditions(string? owner, FilterNode filter, DateTimeOffset now)
    {
        Add(" WHERE ");
        if (collection.Owned && owner is not null)
            Add("owner=").Value(owner).Add(" AND ");
        Filter(filter);
        if (collection.Expires)
            Add(collection.Alive).AddParameter(now);
        return this;
    }

    public SqlText Filter(FilterNode node)
    {
        switch (node)
        {
            case FilterNode.All:
                return Add("1");
            case FilterNode.And and:
                return Add("(").Filter(and.Left).Add(" AND ").Filter(and.Right).Add(")");
            case FilterNode.Or or:
                return Add("(").Filter(or.Left).Add(" OR ").Filter(or.Right).Add(")");
            case FilterNode.Compare compare:
                return Compare(compare);
            case FilterNode.In one:
                return In(one);
            case FilterNode.Contains contains:
                return Add("EXISTS(SELECT 1 FROM json_each(body,").Add(SqliteCollection.JsonPath(contains.Path)).Add(") AS e WHERE e.value IS ")
                    .Value(contains.Value).Add(")");
            default:
                throw new ArgumentException($"The filter node {node.GetType().Name} is not supported.", nameof(node));
        }
    }

    public override string ToString() => _text.ToString();

    private SqlText AddParameter(object value)
    {
        _values.Add(value);
        return this;
    }

    private SqlText Compare(FilterNode.Compare compare)
    {
        // IS and IS NOT treat null as a value that equals a missing field. SQLite uses an index for IS as for =.
        if (compare.Comparison == Comparison.Equal)
            return Field(compare.Path).Add(" IS ").Value(compare.Value);
        if (compare.Comparison == Comparison.NotEqual)
            return Field(compare.Path).Add(" IS NOT ").Value(compare.Value);

        var comparison = compare.Comparison switch
        {
            Comparison.Less => "<",
            Comparison.LessOrEqual => "<=",
            Comparison.Greater => ">",
            _ => ">=",
        };
        Add("(").Field(compare.Path).Add(comparison).Value(compare.Value);
        // SQLite sorts numbers before texts; a bound on the other side excludes values of the other type.
        var isText = compare.Value is string or DateTimeOffset;
        if (isText && compare.Comparison is Comparison.Less or Comparison.LessOrEqual)
            Add(" AND ").Field(compare.Path).Add(">=''");
        else if (!isText && compare.Comparison is Comparison.Greater or Comparison.GreaterOrEqual)
            Add(" AND ").Field(compare.Path).Add("<''");
        return Add(")");
    }

    private SqlText In(FilterNode.In one)
    {
        // Uses one parameter for any number of values, so that the statement is prepared once.
        var values = one.Values.Where(value => value is not null).ToList();
        Add("(").Field(one.Path).Add(" IN (SELECT value FROM json_each(?))");
        _values.Add(JsonSerializer.Serialize(values, DocumentJson.Options));
        if (values.Count < one.Values.Count)
            Add(" OR ").Field(one.Path).Add(" IS NULL");
        return Add(")");
    }
}
