using System.Diagnostics;
using IAfluence.Benchmarks.Running;

namespace IAfluence.Benchmarks.Start;

/// <summary>The measurements of one start, from the command on.</summary>
/// <param name="FirstResponse">The time until the health check reports the store as available.</param>
/// <param name="FirstPage">The time until the sign-in page is received after it.</param>
/// <param name="ResidentBytes">The memory of the server's process after the idle time.</param>
internal sealed record Started(TimeSpan FirstResponse, TimeSpan FirstPage, long ResidentBytes)
{
    public static async Task<Started> MeasureAsync(string[] command, string data, TimeSpan rest)
    {
        var address = new Uri($"http://127.0.0.1:{ServerProcess.FreePort()}");
        var start = new ProcessStartInfo("dotnet", [.. command, "--", $"--Urls={address}", $"--Storage:Path={data}"])
        {
            WorkingDirectory = Built.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The environment of this process is not part of an operator's configuration.
        foreach (var inherited in new[] { "ASPNETCORE_URLS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT" })
            start.Environment.Remove(inherited);
        using var http = new HttpClient { BaseAddress = address };
        var output = new OutputTail();

        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        output.Follow(process);
        try
        {
            await RespondedAsync(http, process, output, clock);
            var firstResponse = clock.Elapsed;
            using (var page = await http.GetAsync(new Uri("/login", UriKind.Relative)))
                page.EnsureSuccessStatusCode();
            var firstPage = clock.Elapsed;
            await Task.Delay(rest);
            return new Started(firstResponse, firstPage, ResidentBytesOfServer(process.Id));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    private static async Task RespondedAsync(HttpClient http, Process process, OutputTail output, Stopwatch clock)
    {
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
            }
            if (process.HasExited || clock.Elapsed > TimeSpan.FromMinutes(2))
                throw new InvalidOperationException($"The server did not answer.\n{output}");
            await Task.Delay(5);
        }
    }

    /// <summary>Reads the memory of the server, a child of <c>dotnet run</c>; 0 on systems other than Linux.</summary>
    private static long ResidentBytesOfServer(int parent)
    {
        if (!OperatingSystem.IsLinux())
            return 0;
        var children = Directory.EnumerateDirectories($"/proc/{parent}/task")
            .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        foreach (var child in children)
        {
            if (!File.ReadAllText($"/proc/{child}/cmdline").Contains("IAfluence.Web", StringComparison.Ordinal))
                continue;
            using var server = Process.GetProcessById(int.Parse(child, System.Globalization.CultureInfo.InvariantCulture));
            return server.WorkingSet64;
        }
        throw new InvalidOperationException("The server's process was not found beneath dotnet run.");
    }
}
