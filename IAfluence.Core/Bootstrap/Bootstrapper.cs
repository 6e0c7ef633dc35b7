using IAfluence.Core.Bootstrap.Configuration;
using IAfluence.Core.Bootstrap.Demo;
using IAfluence.Core.Providers;

namespace IAfluence.Core.Bootstrap;

/// <summary>
/// Prepares an installation at start-up: creates the built-in model, applies the bootstrap file and loads the demonstration into an empty
/// database. Runs at every start, before requests are served; when nothing has changed it only reads.
/// </summary>
public sealed class Bootstrapper(ProviderService providers, FileBootstrap file, DemoLoader demonstration)
{
    /// <param name="path">Path of the bootstrap file; null for none.</param>
    /// <param name="demo">Whether to load the demonstration when there are no clients.</param>
    /// <exception cref="BootstrapException">The file cannot be read or applied.</exception>
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
            throw new BootstrapException([$"Bootstrap:File {path}: the file cannot be read. {error.Message}"]);
        }
    }
}

/// <summary>The bootstrap file cannot be applied, so start-up fails. Faults found by the check leave the store unchanged.</summary>
public sealed class BootstrapException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>One line for each problem: the path, what is wrong, and what to use instead.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
