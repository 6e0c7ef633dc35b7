using System.Text;
using IAfluence.Core;
using IAfluence.Core.Bootstrap;
using IAfluence.Core.Notifications;
using IAfluence.Core.Storage;
using IAfluence.Tests.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Tests.Testing;

/// <summary>Core's real services on an embedded database of the test's own, without a web host: what a process is before it listens.</summary>
internal sealed class CoreHost : IAsyncDisposable
{
    /// <summary>How a problem begins: with the file that has it.</summary>
    private const string Named = ".json: ";

    private readonly TemporaryFolder? _folder;
    private readonly ServiceProvider _services;

    private CoreHost(TemporaryFolder? folder, string path)
    {
        _folder = folder;
        Path = path;
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Path", path)]).Build())
            .AddSingleton<ISecretProtector, ReversingProtector>()
            .AddSingleton<IAdminPages, AdminPagesOfATest>()
            .AddIAfluenceCore()
            .BuildServiceProvider();
    }

    public string Path { get; }

    public static async Task<CoreHost> StartAsync()
    {
        var folder = new TemporaryFolder();
        return await StartAsync(new CoreHost(folder, folder.Path));
    }

    /// <summary>A second process on the same folder.</summary>
    public Task<CoreHost> StartAnotherAsync() => StartAsync(new CoreHost(null, Path));

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Applies this bootstrap file, as a start with it does.</summary>
    public async Task BootstrapAsync(string json, bool demo = false)
    {
        var file = System.IO.Path.Combine(Path, $"bootstrap-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, json, Encoding.UTF8);
        await Get<Bootstrapper>().RunAsync(file, demo, CancellationToken.None);
    }

    /// <summary>What a start with this file says is wrong with it.</summary>
    public async Task<IReadOnlyList<string>> RefusesAsync(string json) =>
        [.. (await Assert.ThrowsAsync<BootstrapException>(() => BootstrapAsync(json))).Problems.Select(problem => problem[(problem.IndexOf(Named, StringComparison.Ordinal) + Named.Length)..])];

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder?.Delete();
    }

    private static async Task<CoreHost> StartAsync(CoreHost host)
    {
        await host._services.PrepareStorageAsync(CancellationToken.None);
        return host;
    }

    /// <summary>Stands where the web host's data protection does, so that a test sees whether something was protected at all.</summary>
    private sealed class ReversingProtector : ISecretProtector
    {
        public string Protect(string secret) => "protected:" + Reverse(secret);

        public string Unprotect(string protectedSecret) => Reverse(protectedSecret["protected:".Length..]);

        private static string Reverse(string text) => string.Concat(text.Reverse());
    }
}
