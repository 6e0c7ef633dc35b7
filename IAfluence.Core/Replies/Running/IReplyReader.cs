namespace IAfluence.Core.Replies.Running;

/// <summary>One reader's place in a reply, wherever the reply is made. Disposing it says that the reader left.</summary>
public interface IReplyReader : IAsyncDisposable
{
    /// <summary>How many events precede the next one.</summary>
    int Position { get; }

    /// <summary>Completes when the reply has ended, and all of its events can be read at once. Never fails.</summary>
    Task Ended { get; }

    /// <summary>Waits for the next events and adds them.</summary>
    /// <param name="into">Receives at least one event, unless it is the end.</param>
    /// <param name="ct">The reader's own; leaving does not end the reply at once.</param>
    /// <returns>False when nothing follows.</returns>
    ValueTask<bool> ReadAsync(List<ReplyEvent> into, CancellationToken ct);
}
