namespace IAfluence.Core.ReplyCaching;

/// <summary>Caches replies for a limited time. It may drop a reply at any time. It never returns an expired reply or one of another chatbot.</summary>
public interface IReplyCache
{
    ValueTask<CachedReply?> FindOrNullAsync(CachedQuestion question, CancellationToken ct);

    /// <summary>Stores a reply in the background. After a failure the reply is not cached; no exception is thrown.</summary>
    void Keep(CachedQuestion question, CachedReply reply);
}
