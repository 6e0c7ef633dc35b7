using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace IAfluence.Core.Storage.Sqlite;

/// <summary>
/// The thread that writes. It runs the queued groups in one transaction, so that many share one flush, and sets each result when its statement
/// has run. Groups that arrive meanwhile join the transaction, up to a limit.
/// </summary>
internal sealed partial class SqliteWriter : IDisposable
{
    private const int MaxWritesInFlush = 256;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly SqliteHandle _connection;
    private readonly TimeSpan _lockTimeout;
    private readonly ILogger _logger;
    // Uses a monitor, because waiting on a semaphore spins for a while before it blocks.
    private readonly object _gate = new();
    private readonly Thread _thread;
    private readonly List<PreparedWrite> _pending = [];
    private Queue<IReadOnlyList<PreparedWrite>> _queue = new();
    private Queue<IReadOnlyList<PreparedWrite>> _taken = new();
    private bool _closed;
    private long _contendedAt;

    public SqliteWriter(string file, TimeSpan lockTimeout, TimeProvider time, ILogger logger)
    {
        _logger = logger;
        _lockTimeout = lockTimeout;
        _connection = SqliteHandle.Open(file, forWriting: true);
        _connection.SetBusyTimeout(0);
        Settings = ((long)_connection.ExecuteScalar("PRAGMA synchronous")!, (string)_connection.ExecuteScalar("PRAGMA journal_mode")!);
        Session = new SqliteWriteSession(_connection, time);
        _thread = new Thread(Work) { IsBackground = true, Name = "storage writer" };
        _thread.Start();
    }

    public (long Synchronous, string JournalMode) Settings { get; }

    private SqliteWriteSession Session { get; }

    public void Enqueue(IReadOnlyList<PreparedWrite> group)
    {
        lock (_gate)
        {
            if (!_closed)
            {
                _queue.Enqueue(group);
                Monitor.Pulse(_gate);
                return;
            }
        }

        foreach (var write in group)
            write.Operation.Fail(new StorageUnavailableException("The store has been closed."));
    }

    /// <summary>Writes the queued groups, then ends the thread.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_closed)
                return;
            _closed = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        _connection.Dispose();
    }

    private void Work()
    {
        while (true)
        {
            lock (_gate)
            {
                while (_queue.Count == 0 && !_closed)
                    Monitor.Wait(_gate);
                if (_queue.Count == 0)
                    return;
            }

            TakeQueued();
            Flush();
        }
    }

    /// <summary>Swaps the queue with the previous, now empty one.</summary>
    private void TakeQueued()
    {
        lock (_gate)
            (_queue, _taken) = (_taken, _queue);
    }

    private void Flush()
    {
        try
        {
            Begin();
            var writes = 0;
            while (_taken.TryDequeue(out var group))
            {
                writes += group.Count;
                Session.Run(group, _pending);
                if (_taken.Count == 0 && writes < MaxWritesInFlush)
                    TakeQueued();
            }

            _connection.Prepare("COMMIT").Run();
        }
        catch (Exception error)
        {
            Log.FlushFailed(_logger, error);
            Fail(error);
            return;
        }

        foreach (var write in _pending)
            write.Operation.CompleteDurably();
        _pending.Clear();
    }

    /// <summary>Waits for another process's write in small steps, so that two busy processes alternate.</summary>
    private void Begin()
    {
        var start = Stopwatch.GetTimestamp();
        if (_contendedAt != 0 && Stopwatch.GetElapsedTime(_contendedAt) < TimeSpan.FromSeconds(1))
            Thread.Sleep(Pause);
        while (true)
        {
            try
            {
                _connection.Prepare("BEGIN IMMEDIATE").Run();
                return;
            }
            catch (SqliteFailure failure) when ((failure.Code & 0xff) == raw.SQLITE_BUSY && Stopwatch.GetElapsedTime(start) < _lockTimeout)
            {
                _contendedAt = Stopwatch.GetTimestamp();
                Thread.Sleep(Pause);
            }
        }
    }

    private void Fail(Exception error)
    {
        try
        {
            if (_connection.InTransaction)
                _connection.Execute("ROLLBACK");
        }
        catch (SqliteFailure failure)
        {
            Log.FlushFailed(_logger, failure);
        }

        var unavailable = new StorageUnavailableException("The store could not be written.", error);
        foreach (var write in _pending)
            write.Operation.Fail(unavailable);
        _pending.Clear();
        while (_taken.TryDequeue(out var group))
        {
            foreach (var write in group)
                write.Operation.Fail(unavailable);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The store could not write a group of operations")]
        public static partial void FlushFailed(ILogger logger, Exception error);
    }
}
