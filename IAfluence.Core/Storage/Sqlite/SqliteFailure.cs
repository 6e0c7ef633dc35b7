namespace IAfluence.Core.Storage.Sqlite;

/// <summary>An SQLite error. Callers outside this folder get <see cref="StorageUnavailableException"/>.</summary>
internal sealed class SqliteFailure(int code, string message) : Exception($"SQLite error {code}: {message}")
{
    public int Code { get; } = code;
}
