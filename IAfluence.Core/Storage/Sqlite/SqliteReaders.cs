using System.Collections.Concurrent;

namespace IAfluence.Core.Storage.Sqlite;

/// <summary>
/// The read connections. A read runs on the caller's thread, because most reads take microseconds, less than switching threads. When all
/// connections are in use, callers wait asynchronously, which limits the number of threads inside SQLite.
/// </summary>
internal sealed class SqliteReaders(string file, int connections) : IDisposable
{
    private readonly SemaphoreSlim _free = new(connections, connections);
    private readonly ConcurrentStack<SqliteHandle> _idle = new();
    private volatile bool _disposed;

    public async Task<TResult> ReadAsync<TState, TResult>(TState state, Func<SqliteHandle, TState, TResult> read, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await _free.WaitAsync(ct);
        SqliteHandle? connection = null;
        try
        {
            if (_disposed)
                throw new StorageUnavailableException("The store has been closed.");
            if (!_idle.TryPop(out connection))
                connection = SqliteHandle.Open(file, forWriting: false);
            return read(connection, state);
        }
        catch (SqliteFailure failure)
        {
            connection?.Dispose();
            connection = null;
            throw new StorageUnavailableException("The store could not be read.", failure);
        }
        finally
        {
            if (connection is not null)
            {
                if (_disposed)
                    connection.Dispose();
                else
                    _idle.Push(connection);
            }

            _free.Release();
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryPop(out var connection))
            connection.Dispose();
    }
}
