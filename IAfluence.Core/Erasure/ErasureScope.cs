namespace IAfluence.Core.Erasure;

/// <summary>When an erasure may be the last.</summary>
public sealed class ErasureScope(TimeProvider time)
{
    /// <summary>So long after the deletion nothing that was under way writes any more: no reply lasts longer.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(15);

    public bool IsSettled(DateTimeOffset? deletingSince) => deletingSince + Settling <= time.GetUtcNow();
}
