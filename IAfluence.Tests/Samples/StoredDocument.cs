using System.Globalization;
using SQLitePCL;

namespace IAfluence.Tests.Samples;

/// <summary>A document as it lies in the file, read with nothing of the product.</summary>
/// <param name="Owner">The client's id; null for a document of the installation.</param>
/// <param name="ExpiresAt">The instant, as text of a fixed width; null when it does not expire.</param>
/// <param name="Body">The JSON as it was written.</param>
internal sealed record StoredDocument(string Collection, string Id, string? Owner, string Version, string? ExpiresAt, string Body)
{
    /// <summary>Collection and id: what it is known by.</summary>
    public string Address => $"{Collection}/{Id}";

    /// <summary>An expired document is gone for the product, though it may lie in the file until the next purge.</summary>
    public bool IsGoneAt(DateTimeOffset now) =>
        ExpiresAt is not null && DateTimeOffset.Parse(ExpiresAt, CultureInfo.InvariantCulture) <= now;

    /// <summary>Every document of a database, those that have expired among them, by address.</summary>
    public static IReadOnlyDictionary<string, StoredDocument> ReadAll(string file)
    {
        Batteries_V2.Init();
        Check(raw.sqlite3_open_v2(file, out var database, raw.SQLITE_OPEN_READONLY, null), database);
        using (database)
        {
            raw.sqlite3_busy_timeout(database, 5000);
            var documents = new Dictionary<string, StoredDocument>(StringComparer.Ordinal);
            foreach (var collection in Rows(database, "SELECT name FROM sqlite_master WHERE type='table'").Select(row => row[0]!).ToList())
            {
                var columns = Rows(database, $"SELECT name FROM pragma_table_info('{collection}')").Select(row => row[0]).ToList();
                // The tables of the text index hold no documents.
                if (!columns.Contains("body"))
                    continue;
                var owner = columns.Contains("owner") ? "owner" : "NULL";
                var expires = columns.Contains("expires_at") ? "expires_at" : "NULL";
                foreach (var row in Rows(database, $"SELECT id,{owner},version,{expires},body FROM \"{collection}\""))
                {
                    var document = new StoredDocument(collection, row[0]!, row[1], row[2]!, row[3], row[4]!);
                    documents.Add(document.Address, document);
                }
            }

            return documents;
        }
    }

    private static IEnumerable<string?[]> Rows(sqlite3 database, string sql)
    {
        Check(raw.sqlite3_prepare_v2(database, sql, out var statement), database);
        using (statement)
        {
            while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
                yield return [.. Enumerable.Range(0, raw.sqlite3_column_count(statement)).Select(column => Text(statement, column))];
        }
    }

    private static string? Text(sqlite3_stmt statement, int column) =>
        raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL ? null : raw.sqlite3_column_text(statement, column).utf8_to_string();

    private static void Check(int code, sqlite3 database)
    {
        if (code != raw.SQLITE_OK)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"SQLite says {code}: {raw.sqlite3_errmsg(database).utf8_to_string()}"));
    }
}
