namespace IAfluence.Core.AnswerCaching;

/// <summary>Keeps answers for a while. It may forget any at any time; it never gives one beyond its life, nor another chatbot's.</summary>
public interface IAnswerCache
{
    ValueTask<CachedAnswer?> FindOrNullAsync(CachedQuestion question, CancellationToken ct);

    /// <summary>Keeps an answer; nobody waits for it, and a failure only means that it is not kept.</summary>
    void Keep(CachedQuestion question, CachedAnswer answer);
}
