using IAfluence.Core;
using IAfluence.Core.Storage;
using IAfluence.Tests.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IAfluence.Tests.Testing;

/// <summary>
/// Core as it is registered, on a real SQLite database of its own and a clock that moves only when told; without a host, so nothing runs in
/// the background. Given the folder of another, it is a second process on the same database.
/// </summary>
internal sealed class CoreServicesOfATest : IAsyncDisposable
{
    private readonly TemporaryFolder? _own;
    private readonly ServiceProvider _services;

    private CoreServicesOfATest(CoreServicesOfATest? other)
    {
        _own = other is null ? new TemporaryFolder() : null;
        Folder = other?.Folder ?? _own!.Path;
        Time = other?.Time ?? new MovableTime();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Path", Folder)]).Build();
        _services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(Time)
            .AddIAfluenceCore()
            .BuildServiceProvider();
    }

    public string Folder { get; }

    public MovableTime Time { get; }

    public static async Task<CoreServicesOfATest> StartAsync(CoreServicesOfATest? onDatabaseOf = null)
    {
        var core = new CoreServicesOfATest(onDatabaseOf);
        await core._services.PrepareStorageAsync(default);
        return core;
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _own?.Delete();
    }
}

/// <summary>A clock that moves only when told, its timestamps as well.</summary>
internal sealed class MovableTime : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 3, 14, 9, 26, 53, TimeSpan.Zero).UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
