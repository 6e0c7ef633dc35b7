using System.Text.Json;

namespace IAfluence.Core.Storage.Sqlite;

/// <summary>
/// The text index of a collection: the frequency of each term in each document, and the statistics of each scope. Derived from the documents
/// and updated in their transaction.
/// </summary>
internal static class SqliteTextIndex
{
    public static string TermsTable(SqliteCollection collection) => $"\"{collection.Name}.terms\"";

    public static string ScopesTable(SqliteCollection collection) => $"\"{collection.Name}.scopes\"";

    public static void Add(SqliteHandle connection, SqliteCollection collection, string id, string? owner, ReadOnlySpan<byte> body)
    {
        if (collection.Definition.TextIndex is { } index)
            Write(connection, collection, id, owner, TextContent.Of(index, body), sign: 1);
    }

    public static void Remove(SqliteHandle connection, SqliteCollection collection, string id, string? owner, ReadOnlySpan<byte> body)
    {
        if (collection.Definition.TextIndex is { } index)
            Write(connection, collection, id, owner, TextContent.Of(index, body), sign: -1);
    }

    public static void Change(
        SqliteHandle connection, SqliteCollection collection, string id, string? owner, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        if (collection.Definition.TextIndex is not { } index)
            return;
        var old = TextContent.Of(index, before);
        var now = TextContent.Of(index, after);
        if (old.Equals(now))
            return;
        Write(connection, collection, id, owner, old, sign: -1);
        Write(connection, collection, id, owner, now, sign: 1);
    }

    /// <summary>
    /// Lists terms by one seek for each: an index entry stands for a term in a document, so reading them in a row would cost as much as the term
    /// is frequent.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<string>> ListTerms(SqliteHandle connection, SqliteCollection collection, string? owner, TermQuery query)
    {
        var first = connection.Prepare($"SELECT term FROM {TermsTable(collection)} WHERE owner=? AND scope=? AND term>=? ORDER BY term LIMIT 1");
        var next = connection.Prepare($"SELECT term FROM {TermsTable(collection)} WHERE owner=? AND scope=? AND term>? ORDER BY term LIMIT 1");
        return [.. query.Prefixes.Select(Terms)];

        List<string> Terms(string prefix)
        {
            var terms = new List<string>();
            for (var term = Seek(first, prefix); term is not null && terms.Count < query.Limit; term = terms.Count < query.Limit ? Seek(next, term) : null)
            {
                if (!term.StartsWith(prefix, StringComparison.Ordinal))
                    break;
                terms.Add(term);
            }

            return terms;
        }

        string? Seek(SqliteStatement select, string from)
        {
            select.BindAll([owner ?? "", query.Scope, from]);
            var term = select.Step() ? select.Text(0) : null;
            select.Reset();
            return term;
        }
    }

    private static void Write(SqliteHandle connection, SqliteCollection collection, string id, string? owner, TextContent content, int sign)
    {
        if (content.Scope is null || content.Terms.Count == 0)
            return;

        var entry = sign > 0
            ? connection.Prepare($"INSERT INTO {TermsTable(collection)}(owner,scope,term,id,frequency,length) VALUES(?1,?2,?3,?4,?5,?6)")
            : connection.Prepare($"DELETE FROM {TermsTable(collection)} WHERE owner=?1 AND scope=?2 AND term=?3 AND id=?4");
        foreach (var (term, frequency) in content.Terms.CountBy(term => term, StringComparer.Ordinal))
        {
            entry.Bind(1, owner ?? "");
            entry.Bind(2, content.Scope);
            entry.Bind(3, term);
            entry.Bind(4, id);
            if (sign > 0)
            {
                entry.Bind(5, (long)frequency);
                entry.Bind(6, (long)content.Terms.Count);
            }

            entry.Run();
        }

        var scope = connection.Prepare($"""
            INSERT INTO {ScopesTable(collection)}(owner,scope,documents,length) VALUES(?1,?2,?3,?4)
            ON CONFLICT DO UPDATE SET documents=documents+?3,length=length+?4
            """);
        scope.BindAll([owner ?? "", content.Scope, (long)sign, (long)sign * content.Terms.Count]);
        scope.Run();
    }

    /// <summary>The indexed content of a document.</summary>
    private sealed record TextContent(string? Scope, IReadOnlyList<string> Terms)
    {
        public static TextContent Of(TextIndexDefinition index, ReadOnlySpan<byte> body)
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            var scope = At(document.RootElement, index.Scope);
            var terms = At(document.RootElement, index.Terms);
            return new TextContent(
                scope?.ToString(),
                terms is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray().Select(term => term.ToString())] : []);
        }

        public bool Equals(TextContent? other) =>
            other is not null && Scope == other.Scope && Terms.SequenceEqual(other.Terms, StringComparer.Ordinal);

        public override int GetHashCode() => HashCode.Combine(Scope, Terms.Count);

        private static JsonElement? At(JsonElement element, FieldPath path)
        {
            foreach (var name in path.Dotted.Split('.'))
            {
                if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                    return null;
            }

            return element;
        }
    }
}
