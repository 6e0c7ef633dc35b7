using System.Collections.Concurrent;

namespace IAfluence.Core.Foundation;

/// <summary>Defines how long values read from the store are cached. Values that share an instance are invalidated together.</summary>
public sealed class Freshness
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _freshFor;
    private readonly TimeSpan _usableFor;
    private long _generation;

    /// <param name="freshFor">How long a value is returned without being read again.</param>
    /// <param name="usableFor">How long a stale value is returned while a read runs; after that, callers wait for the read.</param>
    public Freshness(TimeProvider time, TimeSpan freshFor, TimeSpan usableFor) => (_time, _freshFor, _usableFor) = (time, freshFor, usableFor);

    /// <summary>For values that are cached until they are invalidated or refreshed.</summary>
    public Freshness() : this(TimeProvider.System, TimeSpan.MaxValue, TimeSpan.MaxValue)
    {
    }

    internal long Generation => Interlocked.Read(ref _generation);

    /// <summary>Makes every value be read again before it is next returned.</summary>
    /// <returns>The generation of reads that begin now.</returns>
    public long Invalidate() => Interlocked.Increment(ref _generation);

    internal long Now() => _time.GetTimestamp();

    internal bool IsFresh(long readAt) => _time.GetElapsedTime(readAt) < _freshFor;

    internal bool IsUsable(long readAt) => _time.GetElapsedTime(readAt) < _usableFor;
}

/// <summary>
/// A cached value of the store. Callers share one read. A read that began before an invalidation is not shared with later callers and does
/// not overwrite a newer result.
/// </summary>
/// <param name="initial">The value until the first read.</param>
/// <param name="read">Reads the value; its argument is the cached value. It runs without the callers' tokens, because they share it.</param>
public sealed class Remembered<T>(Freshness freshness, T initial, Func<T, Task<T>> read)
{
    private readonly Lock _gate = new();
    private volatile Answer? _answer;
    private Task<Answer>? _reading;
    private long _readingGeneration;

    /// <summary>The last value read, of any age; the initial value before the first read.</summary>
    public T Latest => _answer is { } answer ? answer.Value : initial;

    /// <summary>Returns the value; reads it first when it is too old or was invalidated.</summary>
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

    /// <summary>Reads the value again, even when it is fresh.</summary>
    /// <returns>The result of a read that began after this call.</returns>
    public async Task<T> RefreshAsync(CancellationToken ct) => await WaitAsync(Read(freshness.Invalidate()), ct);

    private static async ValueTask<T> WaitAsync(Task<Answer> reading, CancellationToken ct) => (await reading.WaitAsync(ct)).Value;

    private Task<Answer> Read(long generation)
    {
        lock (_gate)
        {
            // A read that began before the last invalidation may have returned older data.
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

/// <summary>Cached values of the store, by key.</summary>
/// <param name="capacity">
/// The maximum number of keys. At the maximum the cache is cleared, because tracking an eviction order would slow down every call.
/// </param>
/// <param name="initial">The argument of the first read of a key.</param>
/// <param name="read">Reads the value of a key; its second argument is the cached value.</param>
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
