namespace IAfluence.Core.Replies.Running;

/// <summary>The numbered events of a running reply in this process. The run appends events; any number of readers read them from any position. Thread-safe.</summary>
public sealed class ReplyLog
{
    private readonly Lock _gate = new();
    private readonly List<ReplyEvent> _events = [];
    private TaskCompletionSource? _more;
    private bool _closed;

    public int Count
    {
        get
        {
            lock (_gate)
                return _events.Count;
        }
    }

    /// <returns>False when the log is closed.</returns>
    public bool Append(ReplyEvent next)
    {
        TaskCompletionSource? waiting;
        lock (_gate)
        {
            if (_closed)
                return false;
            _events.Add(next);
            _closed = next is ReplyEvent.Done or ReplyEvent.Failed;
            (waiting, _more) = (_more, null);
        }

        waiting?.TrySetResult();
        return true;
    }

    /// <summary>Closes the log. Readers of a log without a last event see that the reply was interrupted.</summary>
    public void Close()
    {
        TaskCompletionSource? waiting;
        lock (_gate)
        {
            _closed = true;
            (waiting, _more) = (_more, null);
        }

        waiting?.TrySetResult();
    }

    /// <summary>Copies the events after a position, and waits when there are none yet.</summary>
    /// <param name="after">The number of events that the reader has.</param>
    /// <param name="into">Receives the events; unchanged when the method returns false.</param>
    /// <returns>False when the log is closed and no event follows.</returns>
    public async ValueTask<bool> ReadAsync(int after, List<ReplyEvent> into, CancellationToken ct)
    {
        while (true)
        {
            Task more;
            lock (_gate)
            {
                if (_events.Count > after)
                {
                    into.AddRange(_events.Skip(after));
                    return true;
                }

                if (_closed)
                    return false;
                more = (_more ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            await more.WaitAsync(ct);
        }
    }

    /// <summary>The pieces of text so far, without the first <paramref name="skip"/>.</summary>
    public IReadOnlyList<string> Tokens(int skip = 0)
    {
        lock (_gate)
            return [.. _events.OfType<ReplyEvent.Token>().Skip(skip).Select(token => token.Text)];
    }
}
