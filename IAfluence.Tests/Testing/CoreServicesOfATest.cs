using IAfluence.Core;
using IAfluence.Core.Notifications;
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

    private CoreServicesOfATest(CoreServicesOfATest? other, Action<IServiceCollection>? services, (string Key, string Value)[] settings)
    {
        _own = other is null ? new TemporaryFolder() : null;
        Folder = other?.Folder ?? _own!.Path;
        Time = other?.Time ?? new MovableTime();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Path", Folder), .. settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))]).Build();
        var registered = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<ISecretProtector, NoProtector>()
            .AddSingleton<IAdminPages, AdminPagesOfATest>()
            .AddIAfluenceCore();
        services?.Invoke(registered);
        _services = registered.BuildServiceProvider();
    }

    public string Folder { get; }

    public MovableTime Time { get; }

    public static Task<CoreServicesOfATest> StartAsync(CoreServicesOfATest? onDatabaseOf = null) => StartAsync(onDatabaseOf, null);

    /// <param name="onDatabaseOf">The other process on the same database; null for a database of its own.</param>
    /// <param name="services">Replaces what lies outside the product.</param>
    /// <param name="settings">Such as ("Email:Mode", "smtp").</param>
    public static async Task<CoreServicesOfATest> StartAsync(
        CoreServicesOfATest? onDatabaseOf, Action<IServiceCollection>? services, params (string Key, string Value)[] settings)
    {
        var core = new CoreServicesOfATest(onDatabaseOf, services, settings);
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

/// <summary>For tests in which nothing is secret.</summary>
internal sealed class NoProtector : ISecretProtector
{
    public string Protect(string secret) => secret;

    public string Unprotect(string protectedSecret) => protectedSecret;
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
