using System.Text;
using IAfluence.Core;
using IAfluence.Core.Bootstrap;
using IAfluence.Core.Notifications;
using IAfluence.Core.Storage;
using IAfluence.Tests.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IAfluence.Tests.Testing;

/// <summary>
/// Starts Core alone, without a web host: Core's services as they are registered, a real SQLite database, and a clock that moves only when
/// told. No background worker runs. Tests of Core's rooms use it; they may resolve any service.
/// </summary>
internal sealed class CoreHost : IAsyncDisposable
{
    /// <summary>How a bootstrap problem begins: with the file that has it.</summary>
    private const string Named = ".json: ";

    private readonly TemporaryFolder? _own;
    private readonly TimeProvider _clock;
    private readonly ServiceProvider _services;

    private CoreHost(string? folder, TimeProvider clock, Action<IServiceCollection>? services, (string Key, string Value)[] settings)
    {
        _own = folder is null ? new TemporaryFolder() : null;
        Folder = folder ?? _own!.Path;
        _clock = clock;
        var configuration = new ConfigurationBuilder()
            // The encoder takes 135 MB and a second to load in each host; tests that are about it say so.
            .AddInMemoryCollection([new("Encoder:Kind", "none")])
            .AddInMemoryCollection([new("Storage:Path", Folder), .. settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))])
            .Build();
        var registered = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(clock)
            .AddSingleton<ISecretProtector, ReversingProtector>()
            .AddSingleton<IAdminPages, AdminPagesOfATest>()
            .AddIAfluenceCore();
        services?.Invoke(registered);
        _services = registered.BuildServiceProvider();
    }

    /// <summary>The folder of the database.</summary>
    public string Folder { get; }

    /// <summary>The clock of a host that was not started on the system's.</summary>
    public MovableTime Time => _clock as MovableTime ?? throw new InvalidOperationException("This host runs on the system's clock.");

    public static Task<CoreHost> StartAsync(CoreHost? onDatabaseOf = null) => StartAsync(onDatabaseOf, null);

    /// <param name="onDatabaseOf">The other process on the same database, whose clock it shares; null for a database of its own.</param>
    /// <param name="services">Replaces what lies outside the product.</param>
    /// <param name="settings">Such as ("Email:Mode", "smtp").</param>
    public static Task<CoreHost> StartAsync(CoreHost? onDatabaseOf, Action<IServiceCollection>? services, params (string Key, string Value)[] settings) =>
        StartedAsync(new CoreHost(onDatabaseOf?.Folder, onDatabaseOf?._clock ?? new MovableTime(), services, settings));

    /// <summary>Starts on the system's clock, for work that measures time or waits for it.</summary>
    /// <param name="folder">The folder of a database that another process uses too; null for one of its own.</param>
    public static Task<CoreHost> StartOnSystemClockAsync(string? folder = null) => StartedAsync(new CoreHost(folder, TimeProvider.System, null, []));

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Applies this bootstrap file, as a start with it does.</summary>
    public async Task BootstrapAsync(string json, bool demo = false)
    {
        var file = Path.Combine(Folder, $"bootstrap-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, json, Encoding.UTF8);
        await Get<Bootstrapper>().RunAsync(file, demo, CancellationToken.None);
    }

    /// <summary>Returns the problems that a start with this bootstrap file reports.</summary>
    public async Task<IReadOnlyList<string>> RefusesAsync(string json) =>
        [.. (await Assert.ThrowsAsync<BootstrapException>(() => BootstrapAsync(json))).Problems.Select(problem => problem[(problem.IndexOf(Named, StringComparison.Ordinal) + Named.Length)..])];

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _own?.Delete();
    }

    private static async Task<CoreHost> StartedAsync(CoreHost host)
    {
        await host._services.PrepareStorageAsync(CancellationToken.None);
        return host;
    }

    /// <summary>Stands in for the web host's data protection, and shows whether a secret was protected at all.</summary>
    private sealed class ReversingProtector : ISecretProtector
    {
        public string Protect(string secret) => "protected:" + Reverse(secret);

        public string Unprotect(string protectedSecret) => Reverse(protectedSecret["protected:".Length..]);

        private static string Reverse(string text) => string.Concat(text.Reverse());
    }
}

/// <summary>A clock that moves only when told, its timestamps as well. Its timers wait in real time.</summary>
internal sealed class MovableTime : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 3, 14, 9, 26, 53, TimeSpan.Zero).UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
