using System.Diagnostics;

namespace IAfluence.Benchmarks.Running;

/// <summary>Reads a process's output, so that it does not block on a full pipe, and keeps the last lines for error messages.</summary>
internal sealed class OutputTail
{
    private const int Kept = 30;
    private readonly Queue<string> _lines = new();

    public void Follow(Process process)
    {
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public override string ToString()
    {
        lock (_lines)
            return string.Join('\n', _lines);
    }

    private void Add(string? line)
    {
        if (line is null)
            return;
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > Kept)
                _lines.Dequeue();
        }
    }
}
