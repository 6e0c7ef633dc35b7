namespace IAfluence.Core.Bootstrap;

/// <summary>The bootstrap file cannot be applied, so start-up fails. Faults found by the check leave the store unchanged.</summary>
public sealed class BootstrapException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>One line for each problem: the path, what is wrong, and what to use instead.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
