using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IAfluence.Tests.Testing;

/// <summary>An nginx of this machine with a configuration of its own, on a port of loopback.</summary>
public sealed class Nginx : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private Nginx(Process process, DirectoryInfo folder, int port)
    {
        _process = process;
        _folder = folder;
        Port = port;
    }

    /// <summary>Where it lies; null where there is none.</summary>
    public static string? PathOrNull { get; } =
        new[] { "/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx", "/usr/local/bin/nginx", "/opt/homebrew/bin/nginx" }.FirstOrDefault(File.Exists);

    public int Port { get; }

    /// <param name="http">What stands in its http block, of the port it is to listen on.</param>
    public static async Task<Nginx> StartAsync(Func<int, string> http)
    {
        // nginx cannot be told to find a port itself, and the one that was free may be taken before it listens.
        for (var others = 4; ; others--)
        {
            if (await StartOrNullAsync(http, FreePort(), mayBeTaken: others > 0) is { } nginx)
                return nginx;
        }
    }

    private static async Task<Nginx?> StartOrNullAsync(Func<int, string> http, int port, bool mayBeTaken)
    {
        var folder = Directory.CreateTempSubdirectory("iafluence-nginx-");
        var configuration = Path.Combine(folder.FullName, "nginx.conf");
        await File.WriteAllTextAsync(configuration,
            $$"""
            {{(Environment.UserName == "root" ? "user root;" : "")}}
            worker_processes 1;
            daemon off;
            pid nginx.pid;
            error_log stderr warn;
            events { worker_connections 64; }
            http {
                access_log off;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                {{http(port)}}
            }
            """);
        var start = new ProcessStartInfo(PathOrNull!, ["-p", folder.FullName, "-c", configuration, "-e", "stderr"]) { RedirectStandardError = true };
        var said = new StringBuilder();
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        process.BeginErrorReadLine();
        var nginx = new Nginx(process, folder, port);
        await Eventually.HoldsAsync(async () => process.HasExited || await ListensAsync(port), "nginx listens");
        if (!process.HasExited)
            return nginx;

        await process.WaitForExitAsync(); // and until what it said is read
        await nginx.DisposeAsync();
        if (mayBeTaken && said.ToString().Contains("Address already in use", StringComparison.Ordinal))
            return null;
        throw new InvalidOperationException("nginx did not start: " + said);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>A test that needs nginx, and says plainly that it was skipped where there is none.</summary>
public sealed class NginxTheoryAttribute : TheoryAttribute
{
    public NginxTheoryAttribute()
    {
        if (Nginx.PathOrNull is null)
            Skip = "nginx is not installed here.";
    }
}
