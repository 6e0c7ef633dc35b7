namespace IAfluence.Core.Replies.Running;

/// <summary>Reads the events of a reply that has ended.</summary>
internal sealed class FinishedReplyReader(IReadOnlyList<ReplyEvent> events) : IReplyReader
{
    public int Position { get; private set; }

    public Task Ended => Task.CompletedTask;

    public ValueTask<bool> ReadAsync(List<ReplyEvent> into, CancellationToken ct)
    {
        if (Position >= events.Count)
            return ValueTask.FromResult(false);
        into.AddRange(events);
        Position = events.Count;
        return ValueTask.FromResult(true);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
