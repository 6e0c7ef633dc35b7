namespace IAfluence.Core.ReplyCaching;

/// <summary>Keeps answers for a while. It may forget any at any time; it never gives one beyond its life, nor another chatbot's.</summary>
public interface IReplyCache
{
    ValueTask<CachedReply?> FindOrNullAsync(CachedQuestion question, CancellationToken ct);

    /// <summary>Keeps an answer; nobody waits for it, and a failure only means that it is not kept.</summary>
    void Keep(CachedQuestion question, CachedReply answer);
}
