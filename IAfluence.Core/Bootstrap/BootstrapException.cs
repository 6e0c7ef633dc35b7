namespace IAfluence.Core.Bootstrap;

/// <summary>The bootstrap file cannot be applied: the start ends with every fault and its path. Faults found by the check leave everything as it was.</summary>
public sealed class BootstrapException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>One line each: where, what is wrong, and what is accepted.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
