using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using SQLitePCL;

namespace IAfluence.Core.Storage.Sqlite;

/// <summary>Updates a database to the declared collections: creates what is missing and drops indexes that are no longer declared.</summary>
internal static class SqliteSchema
{
    /// <summary>Increased when older versions of the product can no longer use the database; stored as its user_version.</summary>
    public const int Version = 1;

    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(30);

    public static void Prepare(string file, IEnumerable<SqliteCollection> collections)
    {
        CreateFile(file);
        using var connection = SqliteHandle.Open(file, forWriting: true);
        RetryWhileBusy(() => connection.ExecuteScalar("PRAGMA journal_mode=WAL"));
        RetryWhileBusy(() => connection.Execute("BEGIN IMMEDIATE"));
        try
        {
            var version = (long)connection.ExecuteScalar("PRAGMA user_version")!;
            if (version > Version)
            {
                throw new StorageUnavailableException(
                    $"The database '{file}' was written by a newer version of IAfluence (schema {version}; this version supports {Version}). Start the newer version, or restore a backup.");
            }

            connection.Execute("CREATE TABLE IF NOT EXISTS \"meta.collections\"(name TEXT PRIMARY KEY, expires TEXT, text TEXT) WITHOUT ROWID");
            foreach (var collection in collections)
                Prepare(connection, collection);
            connection.Execute($"PRAGMA user_version={Version}");
            connection.Execute("COMMIT");
        }
        catch
        {
            if (connection.InTransaction)
                connection.Execute("ROLLBACK");
            throw;
        }
    }

    /// <summary>The declared indexes by name. The name contains a digest of the definition, so a changed index gets another name.</summary>
    public static IReadOnlyDictionary<string, string> Indexes(SqliteCollection collection)
    {
        var indexes = new Dictionary<string, string>(StringComparer.Ordinal);
        // Including the expiry lets an index answer counts without reading the table.
        var expires = collection.Expires ? ",expires_at" : "";
        if (collection.Owned)
            Declare(false, $"owner,id{expires}", "");
        if (collection.Expires)
            Declare(false, "expires_at", " WHERE expires_at IS NOT NULL");
        foreach (var index in collection.Definition.Indexes)
        {
            var owner = collection.Owned && !index.AcrossClients ? "owner," : "";
            var keys = string.Join(',', index.Keys.Select(key => collection.Field(key.Path) + (key.Descending ? " DESC" : "")));
            // Nulls are distinct in a unique index, so another value replaces them where they must count.
            if (index.Unique && index.CoversMissing)
                Declare(true, owner + string.Join(',', index.Keys.Select(key => $"ifnull({collection.Field(key.Path)},x'00')")), "");
            if (index.Unique && !index.CoversMissing)
                Declare(true, owner + keys, "");
            else
                Declare(false, $"{owner}{keys},id{(index.Keys[^1].Descending ? " DESC" : "")}{expires}", "");
        }

        return indexes;

        void Declare(bool unique, string columns, string where)
        {
            var on = $"ON {collection.Table}({columns}){where}";
            var name = $"{collection.Name}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(unique + on)))[..16]}";
            indexes[name] = $"CREATE {(unique ? "UNIQUE " : "")}INDEX IF NOT EXISTS \"{name}\" {on}";
        }
    }

    private static void Prepare(SqliteHandle connection, SqliteCollection collection)
    {
        connection.Execute($"""
            CREATE TABLE IF NOT EXISTS {collection.Table}(
              id TEXT NOT NULL UNIQUE, {(collection.Owned ? "owner TEXT NOT NULL, " : "")}version INTEGER NOT NULL, expires_at TEXT, body TEXT NOT NULL)
            """);

        var declared = Indexes(collection);
        var existing = Rows(connection, "SELECT name FROM sqlite_schema WHERE type='index' AND tbl_name=? AND sql IS NOT NULL", collection.Name);
        foreach (var name in existing.Where(name => !declared.ContainsKey(name)))
            connection.Execute($"DROP INDEX \"{name}\"");
        foreach (var (name, sql) in declared)
        {
            if (!existing.Contains(name))
                connection.Execute(sql);
        }

        var expires = collection.Definition.ExpiresAt?.Dotted;
        var text = collection.Definition.TextIndex is { } index ? $"{index.Scope},{index.Terms}" : null;
        if (expires != connection.ExecuteScalar("SELECT expires FROM \"meta.collections\" WHERE name=?", [collection.Name]) as string)
        {
            var expression = expires is null ? "NULL" : $"json_extract(body,{SqliteCollection.JsonPath(collection.Definition.ExpiresAt!)})";
            connection.Execute($"UPDATE {collection.Table} SET expires_at={expression}");
        }

        if (text != connection.ExecuteScalar("SELECT text FROM \"meta.collections\" WHERE name=?", [collection.Name]) as string)
            RebuildTextIndex(connection, collection);
        connection.ExecuteScalar("INSERT OR REPLACE INTO \"meta.collections\"(name,expires,text) VALUES(?,?,?)", [collection.Name, expires, text]);
    }

    private static void RebuildTextIndex(SqliteHandle connection, SqliteCollection collection)
    {
        connection.Execute($"DROP TABLE IF EXISTS {SqliteTextIndex.TermsTable(collection)}");
        connection.Execute($"DROP TABLE IF EXISTS {SqliteTextIndex.ScopesTable(collection)}");
        if (collection.Definition.TextIndex is null)
            return;

        connection.Execute($"""
            CREATE TABLE {SqliteTextIndex.TermsTable(collection)}(
              owner TEXT NOT NULL, scope TEXT NOT NULL, term TEXT NOT NULL, id TEXT NOT NULL, frequency INTEGER NOT NULL, length INTEGER NOT NULL,
              PRIMARY KEY(owner,scope,term,id)) WITHOUT ROWID
            """);
        connection.Execute($"""
            CREATE TABLE {SqliteTextIndex.ScopesTable(collection)}(
              owner TEXT NOT NULL, scope TEXT NOT NULL, documents INTEGER NOT NULL, length INTEGER NOT NULL, PRIMARY KEY(owner,scope)) WITHOUT ROWID
            """);
        var select = connection.Prepare($"SELECT id,{(collection.Owned ? "owner" : "NULL")},body FROM {collection.Table}");
        while (select.Step())
            SqliteTextIndex.Add(connection, collection, select.Text(0), select.IsNull(1) ? null : select.Text(1), select.Utf8(2));
        select.Reset();
    }

    private static HashSet<string> Rows(SqliteHandle connection, string sql, string value)
    {
        var rows = new HashSet<string>(StringComparer.Ordinal);
        var select = connection.Prepare(sql);
        select.Bind(1, value);
        while (select.Step())
            rows.Add(select.Text(0));
        select.Reset();
        return rows;
    }

    /// <summary>Creates the file with its permissions before SQLite opens it; SQLite gives its other files the same permissions.</summary>
    private static void CreateFile(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        if (!Directory.Exists(folder))
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        // An existing file is not opened here, because closing it would release the locks this process holds on it.
        if (File.Exists(file))
            return;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            new FileStream(file, options).Dispose();
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another process created the file first.
        }
    }

    private static void RetryWhileBusy(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                action();
                return;
            }
            catch (SqliteFailure failure) when ((failure.Code & 0xff) == raw.SQLITE_BUSY && Stopwatch.GetElapsedTime(start) < BusyTimeout)
            {
                Thread.Sleep(TimeSpan.FromMilliseconds(5));
            }
        }
    }
}
