using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace IAfluence.Tests.Storage;

/// <summary>A running <see cref="StoreWriter"/> and the lines it has printed so far.</summary>
internal sealed class StoreWriterProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task _reading;

    public StoreWriterProcess(string folder, string task, string name, int count)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(StoreWriter).Assembly.Location, "store-writer", folder, task, name, count.ToString(CultureInfo.InvariantCulture) },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _reading = ReadAsync();
    }

    public ConcurrentQueue<string> Lines { get; } = new();

    public async Task PrintedAsync(int lines)
    {
        // What is read ends after the process does: a quick writer may have left while its lines are still in the pipe.
        while (Lines.Count < lines && !_reading.IsCompleted)
            await Task.Delay(TimeSpan.FromMilliseconds(2));
        if (Lines.Count < lines)
            Assert.Fail($"The writer ended after {Lines.Count} of {lines} lines: {await _process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>SIGKILL: the process gets no chance to end anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await _reading;
    }

    public async Task EndedAsync()
    {
        var errors = await _process.StandardError.ReadToEndAsync();
        await _process.WaitForExitAsync();
        await _reading;
        Assert.True(_process.ExitCode == 0, errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            Lines.Enqueue(line);
    }
}
