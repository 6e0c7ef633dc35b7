using SQLitePCL;

namespace IAfluence.Core.Storage.Sqlite;

/// <summary>An open connection with its prepared statements; used by one thread at a time.</summary>
internal sealed class SqliteHandle : IDisposable
{
    private const int MaxStatements = 512;
    private const int ReadTimeoutMilliseconds = 10_000;

    private readonly sqlite3 _handle;
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    static SqliteHandle() => Batteries_V2.Init();

    private SqliteHandle(sqlite3 handle) => _handle = handle;

    /// <summary>Opens the database; the file must exist.</summary>
    public static SqliteHandle Open(string file, bool forWriting)
    {
        // Readers need write access too, because the index of the write-ahead log is a shared-memory file.
        const int flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX;
        var code = raw.sqlite3_open_v2(file, out var handle, flags, null);
        if (code != raw.SQLITE_OK)
        {
            handle?.Dispose();
            throw new SqliteFailure(code, $"the database cannot be opened ({raw.sqlite3_errstr(code).utf8_to_string()})");
        }

        var connection = new SqliteHandle(handle);
        try
        {
            // The writer implements its own wait for other processes, in smaller steps than SQLite's.
            raw.sqlite3_busy_timeout(handle, ReadTimeoutMilliseconds);
            // synchronous is a setting of the connection; FULL makes an acknowledged write survive a power failure.
            connection.Execute("PRAGMA synchronous=FULL");
            connection.Execute("PRAGMA foreign_keys=OFF");
            connection.Execute(forWriting ? "PRAGMA cache_size=-16384" : "PRAGMA cache_size=-4096");
            // A message touches about fifty pages; with SQLite's default of 1000 pages, every tenth answer would wait for a checkpoint.
            connection.Execute(forWriting ? "PRAGMA wal_autocheckpoint=4000" : "PRAGMA query_only=ON");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>Whether a transaction is open; SQLite ends it after some errors.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public void SetBusyTimeout(int milliseconds) => raw.sqlite3_busy_timeout(_handle, milliseconds);

    /// <summary>Returns the prepared statement; it is cached for the lifetime of the connection.</summary>
    public SqliteStatement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var statement))
            return statement;

        if (_statements.Count >= MaxStatements)
            DisposeStatements();
        var code = raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle);
        if (code != raw.SQLITE_OK)
            throw new SqliteFailure(code, $"{raw.sqlite3_errmsg(_handle).utf8_to_string()} in: {sql}");
        return _statements[sql] = new SqliteStatement(_handle, handle);
    }

    /// <summary>Runs a statement that is used once.</summary>
    public void Execute(string sql)
    {
        var code = raw.sqlite3_exec(_handle, sql);
        if (code != raw.SQLITE_OK)
            throw new SqliteFailure(code, $"{raw.sqlite3_errmsg(_handle).utf8_to_string()} in: {sql}");
    }

    public object? ExecuteScalar(string sql, params IReadOnlyList<object?> values)
    {
        var statement = Prepare(sql);
        statement.BindAll(values);
        try
        {
            return statement.Step() ? statement.Scalar(0) : null;
        }
        finally
        {
            statement.Reset();
        }
    }

    public void Dispose()
    {
        DisposeStatements();
        _handle.Dispose();
    }

    private void DisposeStatements()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _statements.Clear();
    }
}

/// <summary>An SQLite error. Callers outside this folder get <see cref="StorageUnavailableException"/>.</summary>
internal sealed class SqliteFailure(int code, string message) : Exception($"SQLite error {code}: {message}")
{
    public int Code { get; } = code;
}
