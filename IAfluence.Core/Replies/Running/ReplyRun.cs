using IAfluence.Core.Replies.Cleaning;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Routing.Walk;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Replies.Running;

/// <summary>
/// Runs one reply in this process, independently of requests, which only read its log. The reply ends when it is complete, when it is stopped, after
/// <see cref="ReaderTimeout"/> without a reader, or at <see cref="ReplyLimits.HardEnd"/>. The text up to then is stored, unless the visitor is erased.
/// </summary>
public sealed partial class ReplyRun : IDisposable
{
    /// <summary>How long a reply runs without a reader before it is cancelled.</summary>
    public static readonly TimeSpan ReaderTimeout = TimeSpan.FromSeconds(20);

    /// <summary>The maximum length in characters; a longer reply is cut with <see cref="FinishReason.Length"/>. Even as single-character tokens, a reply of this length fits into one document.</summary>
    public const int MaxCharacters = 100_000;

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop;
    private readonly ReplyStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CitationNumbers _citations;
    private readonly ReplyText _text;
    private readonly ITimer _readerTimer;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _readers;
    private long _remotelyReadAt;
    private bool _stopped;
    private bool _discarded;

    public ReplyRun(ReplyRecord record, Message replyDraft, ReplyPlan plan, ReplyStore store, TimeProvider time, ILogger log)
    {
        (Record, Draft, Plan, _store, _time, _log) = (record, replyDraft, plan, store, time, log);
        _citations = new CitationNumbers(plan.Grounds.Retrieval.Passages);
        _text = new ReplyText(plan.Grounds.Known is null ? new ReplyCleaner(_citations, plan.Grounds.Addresses) : null, MaxCharacters);
        _remotelyReadAt = time.GetTimestamp();
        _stop = new CancellationTokenSource(ReplyLimits.HardEnd, time);
        _readerTimer = time.CreateTimer(_ => EndIfUnread(), null, ReaderTimeout, Timeout.InfiniteTimeSpan);
    }

    public ReplyRecord Record { get; }

    public ReplyLog Log { get; } = new();

    /// <summary>Completes when the run has ended. Never fails.</summary>
    public Task Ended => _ended.Task;

    /// <summary>How much of the reply was written to its record; used only by <see cref="RunningReplies"/>.</summary>
    internal FlushState Flushed { get; } = new();

    private Message Draft { get; }

    private ReplyPlan Plan { get; }

    public IReplyReader Attach(int after)
    {
        lock (_gate)
        {
            _readers++;
            _readerTimer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        return new Reader(this, after);
    }

    /// <summary>Notes that another process has a reader of this reply.</summary>
    public void NoteRemoteReader() => Interlocked.Exchange(ref _remotelyReadAt, _time.GetTimestamp());

    public void Stop() => Cancel();

    /// <summary>Ends the reply of an erased visitor. Only its ledger entries are kept.</summary>
    public void Discard()
    {
        _discarded = true;
        Cancel();
    }

    /// <summary>Runs the reply to its end. Never throws.</summary>
    /// <param name="durable">Completes when the visitor's message is on disk.</param>
    public async Task RunAsync(Task durable)
    {
        var (cancelled, cut) = (false, false);
        try
        {
            var announced = AnnounceAsync(durable);
            try
            {
                await foreach (var words in Plan.Producer.StreamAsync(_text.ToBeContinued, _stop.Token))
                {
                    if (!announced.IsCompletedSuccessfully)
                        await announced;
                    Show(_text.Push(words));
                    if (_text.IsCut)
                        break;
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // Without a call to Stop or Discard, the token was cancelled by the hard end.
                (cancelled, cut) = (_stopped, !_stopped);
            }

            await announced;
            Show(_text.Finish());
            await EndAsync(Plan.Producer, cancelled, cut || _text.IsCut);
        }
        catch (Exception error)
        {
            // Readers must not wait forever, and must not be told that the reply was stored.
            Logs.Broken(_log, error, Record.ClientId, Record.ConversationId);
            Log.Append(new ReplyEvent.Failed(ReplyErrors.ReplyFailed));
        }
        finally
        {
            Abandon();
        }
    }

    /// <summary>Closes the log, which releases waiting readers, and marks the run as ended.</summary>
    public void Abandon()
    {
        Log.Close();
        _ended.TrySetResult();
    }

    public void Dispose()
    {
        _readerTimer.Dispose();
        _stop.Dispose();
    }

    private async Task AnnounceAsync(Task durable)
    {
        await durable;
        Log.Append(new ReplyEvent.Start(Record.ConversationId, Record.Id));
    }

    private void Show(string? words)
    {
        if (words is not null)
            Log.Append(new ReplyEvent.Token(words));
    }

    private FinishReason? FinishOf(IReplyProducer producer, bool cancelled, bool cut)
    {
        if (cancelled)
            return FinishReason.Cancelled;
        // A text of which nothing can be shown, such as a citation alone, is no reply.
        if (_text.Length == 0)
            return null;
        return cut || producer.Outcome is RouteOutcome.LengthReached or RouteOutcome.BrokenOff ? FinishReason.Length
            : producer.Outcome == RouteOutcome.Completed ? FinishReason.Stop
            : null;
    }

    private async Task EndAsync(IReplyProducer producer, bool cancelled, bool cut)
    {
        var finish = FinishOf(producer, cancelled, cut);
        var errorCode = finish is not null ? null : producer switch
        {
            { RefusedBy: not null } => ReplyErrors.ReplyRefused,
            { Outcome: RouteOutcome.WrongForEveryModel or RouteOutcome.Completed } => ReplyErrors.ReplyFailed,
            _ => ReplyErrors.NoModelAvailable,
        };
        var marked = Plan.Grounds.Marks.Outcome ?? _text.Marked;
        var result = ReplyResult.Of(Plan.Grounds, new ReplyEnd(_text.Length > 0, finish, producer.RefusedBy, marked), _citations);
        var now = _time.GetUtcNow();
        var lastModel = producer.ModelId;
        var lastCall = producer.EndCurrent(cancelled || cut);
        var said = finish is not null || _text.Length > 0;
        var ending = new ReplyEnding(
            Record with
            {
                Tokens = Log.Tokens(),
                FinishReason = finish,
                ErrorCode = errorCode,
                Outcome = result.Outcome,
                Sources = result.Sources,
                Suggestions = result.Suggestions,
                ExpiresAt = now + ReplyRecord.KeptFor,
            },
            !said ? null : Draft with
            {
                Text = _text.ToString(),
                At = now,
                FinishReason = finish ?? FinishReason.Error,
                Outcome = result.Outcome,
                OutcomeReason = result.Reason,
                Sources = result.Sources,
                Passages = result.Passages,
                Suggestions = result.Suggestions,
                ModelId = lastModel,
                SavedMicros = producer.SavedMicros,
            },
            lastCall,
            producer.Used,
            Plan.Claim);
        if (_discarded)
            await _store.EndDiscardedAsync(ending);
        else
            await _store.EndAsync(ending);
        await producer.ClosingsDurable;
        if (ending.Reply is { } reply && !_discarded)
            Plan.Slot?.Keep(reply, ending.Used.CostMicros);
        Log.Append(finish is { } reason
            ? new ReplyEvent.Done(Record.ReplyId, reason, result.Sources, result.Outcome, result.Suggestions)
            : new ReplyEvent.Failed(errorCode!));
    }

    private void Detach()
    {
        lock (_gate)
        {
            if (--_readers == 0)
                _readerTimer.Change(ReaderTimeout, Timeout.InfiniteTimeSpan);
        }
    }

    private void EndIfUnread()
    {
        lock (_gate)
        {
            if (_readers > 0)
                return;
            var alone = _time.GetElapsedTime(Interlocked.Read(ref _remotelyReadAt));
            if (alone < ReaderTimeout)
            {
                _readerTimer.Change(ReaderTimeout - alone, Timeout.InfiniteTimeSpan);
                return;
            }
        }

        Cancel();
    }

    private void Cancel()
    {
        _stopped = true;
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The reply ended at the same moment.
        }
    }

    private sealed class Reader(ReplyRun run, int after) : IReplyReader
    {
        private bool _left;

        public int Position { get; private set; } = after;

        public Task Ended => run.Ended;

        public async ValueTask<bool> ReadAsync(List<ReplyEvent> into, CancellationToken ct)
        {
            var before = into.Count;
            if (!await run.Log.ReadAsync(Position, into, ct))
                return false;
            Position += into.Count - before;
            return true;
        }

        public ValueTask DisposeAsync()
        {
            if (!_left)
            {
                _left = true;
                run.Detach();
            }

            return ValueTask.CompletedTask;
        }
    }

    private static partial class Logs
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A reply failed with an unexpected exception; client {ClientId}, conversation {ConversationId}")]
        public static partial void Broken(ILogger log, Exception error, ClientId clientId, ConversationId conversationId);
    }
}
