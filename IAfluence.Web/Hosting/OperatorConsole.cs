namespace IAfluence.Web.Hosting;

/// <summary>What the person at the console reads, apart from the log.</summary>
public sealed class OperatorConsole(TextWriter output)
{
    public Task WriteLineAsync(string text) => output.WriteLineAsync(text);
}
