namespace IAfluence.Core.Bootstrap;

/// <summary>The bootstrap file cannot be applied, and nothing of it was: the start ends, naming every fault by its path.</summary>
public sealed class BootstrapException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>One line each: where, what is wrong, and what is accepted.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
