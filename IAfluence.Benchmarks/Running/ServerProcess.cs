using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace IAfluence.Benchmarks.Running;

/// <summary>A web server in its own process, so that processor time and memory can be measured. Killed when disposed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts an assembly with <c>--Urls</c> set to a free loopback port, and waits until it responds.</summary>
    public static async Task<ServerProcess> StartAsync(string assembly, string folder, IEnumerable<string> arguments, string ready)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments, $"--Urls={address}"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment.Remove("ASPNETCORE_URLS");
        var output = new OutputTail();
        var server = new ServerProcess(Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start."), address);
        output.Follow(server._process);
        try
        {
            await server.RespondsAsync(ready);
            return server;
        }
        catch (Exception error)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException($"{Path.GetFileName(assembly)} did not start: {error.Message}\n{output}", error);
        }
    }

    /// <summary>
    /// Waits until the process is almost idle, up to a minute. The runtime compiles hot code in the background for some seconds after the load.
    /// </summary>
    /// <returns>The processor time used meanwhile.</returns>
    public async Task<TimeSpan> RestAsync()
    {
        var begin = ProcessorTime;
        for (var (before, tries) = (begin, 0); tries < 60; tries++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            var now = ProcessorTime;
            if (now - before < TimeSpan.FromMilliseconds(50))
                return now - begin;
            before = now;
        }
        throw new TimeoutException("The process did not become idle within a minute.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task RespondsAsync(string path)
    {
        using var http = new HttpClient { BaseAddress = Address };
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
            }
            if (_process.HasExited)
                throw new InvalidOperationException($"it ended with status {_process.ExitCode}");
            if (tries == 600)
                throw new TimeoutException($"{path} did not answer within a minute");
            await Task.Delay(100);
        }
    }
}
