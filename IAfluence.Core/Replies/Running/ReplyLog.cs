namespace IAfluence.Core.Replies.Running;

/// <summary>The numbered events of one reply being made in this process: appended by its run, read from any position by any number of readers.</summary>
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

    /// <returns>False when the log is closed: nothing can be added any more.</returns>
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

    /// <summary>Ends it without a last event; readers learn that it broke off.</summary>
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

    /// <summary>Copies what there is after a position, and waits while there is nothing.</summary>
    /// <param name="after">How many events the reader has.</param>
    /// <param name="into">Receives what follows; untouched at the end.</param>
    /// <param name="ct">The reader's own.</param>
    /// <returns>False when the log is closed and nothing follows.</returns>
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

    /// <summary>The words so far, without the first <paramref name="skip"/> of them.</summary>
    public IReadOnlyList<string> Tokens(int skip = 0)
    {
        lock (_gate)
            return [.. _events.OfType<ReplyEvent.Token>().Skip(skip).Select(token => token.Text)];
    }
}
