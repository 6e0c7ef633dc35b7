using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace IAfluence.Tests.Testing;

/// <summary>
/// The built product in a process of its own, as an operator runs it. It is no third starter: nothing inside the process can be replaced
/// or read. It serves browsers, proxies and raw sockets, which need a real port; several processes on one folder; and the sudden end of a
/// process.
/// </summary>
public sealed partial class RunningProduct : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly List<string> _output = [];
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    private RunningProduct(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
    }

    /// <summary>Where it listens, such as http://127.0.0.1:41234.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What it has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return string.Join('\n', _output);
        }
    }

    /// <summary>The set-up link that it printed.</summary>
    public string SetupLink => SetupPattern().Match(Output).Value is { Length: > 0 } link
        ? link
        : throw new InvalidOperationException("It printed no set-up link:\n" + Output);

    /// <param name="folder">Its data folder.</param>
    /// <param name="settings">As on the command line, such as <c>--Bootstrap:File=…</c>.</param>
    public static async Task<RunningProduct> StartAsync(string folder, params string[] settings)
    {
        var web = WebProject();
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = web,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(web, "bin", Configuration(), "net10.0", "IAfluence.Web.dll"));
        start.ArgumentList.Add("--Urls=http://127.0.0.1:0");
        start.ArgumentList.Add("--Storage:Path=" + folder);
        start.ArgumentList.Add("--Encoder:Kind=none");
        foreach (var setting in settings)
            start.ArgumentList.Add(setting);
        var product = new RunningProduct(Process.Start(start)!);
        product._process.BeginOutputReadLine();
        product._process.BeginErrorReadLine();
        await product.ListensAsync();
        return product;
    }

    /// <summary>The names of the files that its process has loaded, such as <c>IAfluence.Core.dll</c>; Linux tells them.</summary>
    public IReadOnlySet<string> LoadedFiles => File.ReadLines($"/proc/{_process.Id}/maps").Select(line => Path.GetFileName(line)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Ends it as <c>kill -9</c> does: nothing of it runs any more when this returns.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    /// <summary>The folder of the web project in the tree that is tested.</summary>
    public static string WebProject()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "IAfluence.sln")))
                return Path.Combine(folder.FullName, "IAfluence.Web");
        }

        throw new InvalidOperationException("The tests run outside their tree.");
    }

    private static string Configuration() => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private void Take(string? line)
    {
        if (line is null)
        {
            _lines.Writer.TryComplete();
            return;
        }

        lock (_output)
            _output.Add(line);
        _lines.Writer.TryWrite(line);
    }

    private async Task ListensAsync()
    {
        using var patience = new CancellationTokenSource(StartsWithin);
        await foreach (var line in _lines.Reader.ReadAllAsync(patience.Token))
        {
            if (ListeningPattern().Match(line) is { Success: true } match)
            {
                Address = match.Groups[1].Value;
                return;
            }
        }

        throw new InvalidOperationException("It did not start:\n" + Output);
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex ListeningPattern();

    [GeneratedRegex(@"http://\S+/setup\S*")]
    private static partial Regex SetupPattern();
}
