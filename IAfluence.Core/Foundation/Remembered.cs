using System.Collections.Concurrent;

namespace IAfluence.Core.Foundation;

/// <summary>How long values that are read from a store are remembered. Values that share an instance are invalidated together.</summary>
public sealed class Freshness
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _freshFor;
    private readonly TimeSpan _usableFor;
    private long _generation;

    /// <param name="time">The clock that ages are measured with.</param>
    /// <param name="freshFor">A value is returned for this long without being read again.</param>
    /// <param name="usableFor">A stale value is still returned for this long while one read is under way; after that, callers wait for the read.</param>
    public Freshness(TimeProvider time, TimeSpan freshFor, TimeSpan usableFor) => (_time, _freshFor, _usableFor) = (time, freshFor, usableFor);

    /// <summary>For values that are remembered until they are invalidated or refreshed.</summary>
    public Freshness() : this(TimeProvider.System, TimeSpan.MaxValue, TimeSpan.MaxValue)
    {
    }

    internal long Generation => Interlocked.Read(ref _generation);

    /// <summary>Has every value read again before it is next given.</summary>
    /// <returns>The generation of the reads that begin now.</returns>
    public long Invalidate() => Interlocked.Increment(ref _generation);

    internal long Now() => _time.GetTimestamp();

    internal bool IsFresh(long readAt) => _time.GetElapsedTime(readAt) < _freshFor;

    internal bool IsUsable(long readAt) => _time.GetElapsedTime(readAt) < _usableFor;
}

/// <summary>
/// A value of the store in memory. Callers share one read. A read that began before an invalidation is not shared with later callers and does
/// not overwrite a newer result.
/// </summary>
/// <param name="freshness">How long the value is good for.</param>
/// <param name="initial">The value until the first read.</param>
/// <param name="read">Reads the value, given the one known so far. It runs without the callers' tokens, because they share it.</param>
public sealed class Remembered<T>(Freshness freshness, T initial, Func<T, Task<T>> read)
{
    private readonly Lock _gate = new();
    private volatile Answer? _answer;
    private Task<Answer>? _reading;
    private long _readingGeneration;

    /// <summary>The last value read, however old; the initial one before.</summary>
    public T Latest => _answer is { } answer ? answer.Value : initial;

    /// <summary>The value, read again if it is too old or was invalidated.</summary>
    public ValueTask<T> GetAsync(CancellationToken ct)
    {
        var generation = freshness.Generation;
        if (_answer is not { } answer || answer.Generation != generation)
            return WaitAsync(Read(generation), ct);
        if (freshness.IsFresh(answer.At))
            return new(answer.Value);
        var reading = Read(generation);
        return freshness.IsUsable(answer.At) ? new(answer.Value) : WaitAsync(reading, ct);
    }

    /// <summary>Reads the value again, whatever is known.</summary>
    /// <returns>What a read found that began after this call.</returns>
    public async Task<T> RefreshAsync(CancellationToken ct) => await WaitAsync(Read(freshness.Invalidate()), ct);

    private static async ValueTask<T> WaitAsync(Task<Answer> reading, CancellationToken ct) => (await reading.WaitAsync(ct)).Value;

    private Task<Answer> Read(long generation)
    {
        lock (_gate)
        {
            // A read that began before the last invalidation may have found what was there before it.
            if (_reading is { IsCompleted: false } && _readingGeneration >= generation)
                return _reading;
            _readingGeneration = generation;
            return _reading = ReadAsync(generation);
        }
    }

    private async Task<Answer> ReadAsync(long generation)
    {
        var at = freshness.Now();
        await Task.Yield();
        var answer = new Answer(await read(Latest), at, generation);
        lock (_gate)
        {
            if (_answer is null || _answer.Generation <= generation)
                _answer = answer;
        }

        return answer;
    }

    private sealed record Answer(T Value, long At, long Generation);
}

/// <summary>Values of the store in memory, by key.</summary>
/// <param name="freshness">How long they are good for.</param>
/// <param name="capacity">The most keys that are kept. When it is reached, the cache is cleared: tracking an order of eviction would cost every call.</param>
/// <param name="initial">What a read is given where nothing is known.</param>
/// <param name="read">Reads the value of a key, given the one known so far.</param>
public sealed class RememberedValues<TKey, T>(Freshness freshness, int capacity, T initial, Func<TKey, T, Task<T>> read) where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Remembered<T>> _values = new();

    /// <inheritdoc cref="Remembered{T}.GetAsync"/>
    public ValueTask<T> GetAsync(TKey key, CancellationToken ct)
    {
        if (!_values.TryGetValue(key, out var value))
            value = Add(key);
        return value.GetAsync(ct);
    }

    private Remembered<T> Add(TKey key)
    {
        if (_values.Count >= capacity)
            _values.Clear();
        return _values.GetOrAdd(key, new Remembered<T>(freshness, initial, known => read(key, known)));
    }
}
