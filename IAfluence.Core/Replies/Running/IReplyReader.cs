namespace IAfluence.Core.Replies.Running;

/// <summary>Reads the events of one reply from a position, whichever process writes the reply. Dispose it when the reader leaves.</summary>
public interface IReplyReader : IAsyncDisposable
{
    /// <summary>The number of events read so far, including those before the start position.</summary>
    int Position { get; }

    /// <summary>Completes when the reply has ended and all remaining events can be read without waiting. Never fails. It may stay incomplete for a reply of another process.</summary>
    Task Ended { get; }

    /// <summary>Waits for the next events.</summary>
    /// <param name="into">Receives at least one event, unless the reply has ended.</param>
    /// <param name="ct">Cancels the reading only; the reply continues.</param>
    /// <returns>False when no event follows.</returns>
    ValueTask<bool> ReadAsync(List<ReplyEvent> into, CancellationToken ct);
}
