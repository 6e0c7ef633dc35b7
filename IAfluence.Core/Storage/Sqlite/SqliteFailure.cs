namespace IAfluence.Core.Storage.Sqlite;

/// <summary>What SQLite answered when it did not do what it was asked; leaves this folder as <see cref="StorageUnavailableException"/>.</summary>
internal sealed class SqliteFailure(int code, string message) : Exception($"SQLite error {code}: {message}")
{
    public int Code { get; } = code;
}
