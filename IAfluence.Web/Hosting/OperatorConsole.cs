namespace IAfluence.Web.Hosting;

/// <summary>The console output for the operator, separate from the log.</summary>
public sealed class OperatorConsole(TextWriter output)
{
    public Task WriteLineAsync(string text) => output.WriteLineAsync(text);
}
