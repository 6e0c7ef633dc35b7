namespace IAfluence.Tests.Testing;

/// <summary>
/// Waits for what another thread, process or browser brings about. The limit only ends a test that hangs: it is long enough for a machine
/// that runs everything else at the same time.
/// </summary>
internal static class Eventually
{
    /// <summary>For a wait that ends by itself unless something hangs.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <param name="condition">Asked again until it holds.</param>
    /// <param name="what">The condition in words, for the message of a failure.</param>
    public static async Task HoldsAsync(Func<Task<bool>> condition, string what)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await condition())
        {
            if (limit.IsCancellationRequested)
                Assert.Fail($"Not within {Limit.TotalSeconds} seconds: {what}");
            await Task.Delay(Pause);
        }
    }

    /// <inheritdoc cref="HoldsAsync(Func{Task{bool}},string)"/>
    public static Task HoldsAsync(Func<bool> condition, string what) => HoldsAsync(() => Task.FromResult(condition()), what);
}
