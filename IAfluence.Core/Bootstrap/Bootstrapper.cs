using IAfluence.Core.Bootstrap.Configuration;
using IAfluence.Core.Bootstrap.Demo;
using IAfluence.Core.Providers;

namespace IAfluence.Core.Bootstrap;

/// <summary>
/// Brings an installation to what it starts with: the builtin model, what the bootstrap file says, and the demonstration in an empty
/// database. Awaited at every start, before anything is served; with nothing to do it only reads.
/// </summary>
public sealed class Bootstrapper(ProviderService providers, FileBootstrap file, DemoLoader demonstration)
{
    /// <param name="path">The bootstrap file; null for none.</param>
    /// <param name="demo">Whether the demonstration is loaded where no client is.</param>
    /// <param name="ct">Ends the waiting.</param>
    /// <exception cref="BootstrapException">The file cannot be applied.</exception>
    public async Task RunAsync(string? path, bool demo, CancellationToken ct)
    {
        await providers.EnsureBuiltinAsync(ct);
        if (path is not null)
            await ApplyAsync(path, ct);
        if (demo)
            await demonstration.LoadAsync(ct);
    }

    private async Task ApplyAsync(string path, CancellationToken ct)
    {
        try
        {
            await file.ApplyAsync(ConfigurationFile.Read(await File.ReadAllBytesAsync(path, ct)), ct);
        }
        catch (BootstrapException error)
        {
            throw new BootstrapException([.. error.Problems.Select(problem => $"Bootstrap:File {path}: {problem}")]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BootstrapException([$"Bootstrap:File {path}: it cannot be read. {error.Message}"]);
        }
    }
}
