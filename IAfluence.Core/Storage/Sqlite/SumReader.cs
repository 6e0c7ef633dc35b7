using System.Globalization;
using System.Reflection;

namespace IAfluence.Core.Storage.Sqlite;

/// <summary>Counts and sums documents by groups.</summary>
internal static class SumReader
{
    public static IReadOnlyList<SumGroup> Read<T>(
        SqliteHandle connection, SqliteCollection collection, string? owner, SumQuery<T> query, DateTimeOffset now) where T : class, IDocument
    {
        var sql = new SqlText(collection).Add("SELECT ");
        if (query.GroupBy is null)
            sql.Add("NULL");
        else
            sql.Field(query.GroupBy);
        sql.Add(",COUNT(*)");
        foreach (var sum in query.Sums)
            sql.Add(",COALESCE(SUM(").Field(sum).Add("),0)");
        sql.Add(" FROM ").Add(collection.Table).Conditions(owner, query.Filter.Node, now);
        if (query.GroupBy is not null)
            sql.Add(" GROUP BY 1 ORDER BY 1");

        var groups = new List<SumGroup>();
        var select = connection.Prepare(sql.ToString());
        select.BindAll(sql.Values);
        try
        {
            while (select.Step())
            {
                var key = query.GroupBy is null ? null : Key(typeof(T), query.GroupBy, select.Scalar(0));
                groups.Add(new SumGroup(key, select.Long(1), [.. Enumerable.Range(2, query.Sums.Count).Select(select.Long)]));
            }
        }
        finally
        {
            select.Reset();
        }

        return groups;
    }

    /// <summary>Converts a group's value to the property's type, because SQLite has no boolean or date type.</summary>
    private static object? Key(Type type, FieldPath path, object? value)
    {
        foreach (var name in path.Dotted.Split('.'))
        {
            var property = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .FirstOrDefault(property => FieldPath.NameOf(property) == name);
            if (property is null)
                return value;
            type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        }

        return value switch
        {
            long number when type == typeof(bool) => number != 0,
            long number when type == typeof(double) => (double)number,
            string text when type == typeof(DateTimeOffset) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture),
            _ => value,
        };
    }
}
