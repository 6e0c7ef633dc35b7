using System.Runtime.CompilerServices;
using IAfluence.Core.Quotas.Metering;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Running;
using IAfluence.Core.Routing.Walk;
using IAfluence.Core.Storage;
using IAfluence.Tests.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace IAfluence.Tests.Replies;

/// <summary>A reply whose text never ends by itself.</summary>
public sealed class EndingRepliesTests
{
    [Theory]
    [InlineData("Le pain", FinishReason.Length, null)]
    [InlineData("", null, ReplyErrors.NoModelAvailable)]
    public async Task Reply_ends_at_the_hard_end_with_what_was_said(string said, FinishReason? finish, string? error)
    {
        await using var core = await CoreHost.StartAsync();
        var time = new TimersOfATest();
        var reply = new EndlessReply(said);
        using var run = RunOf(core, reply, time);
        await using var reader = run.Attach(0);

        var running = run.RunAsync(Task.CompletedTask);
        await reply.Waiting;
        time.Advance(ReplyLimits.HardEnd - TimeSpan.FromSeconds(1));
        Assert.False(running.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await running.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.True(reply.EndedAsCancelled);
        var events = new List<ReplyEvent>();
        while (await reader.ReadAsync(events, default))
        {
        }

        Assert.Equal((finish, error), events[^1] switch
        {
            ReplyEvent.Done done => (done.FinishReason, null),
            ReplyEvent.Failed failed => ((FinishReason?)null, (string?)failed.Code),
            _ => throw new InvalidOperationException("The reply has no end."),
        });
        Assert.Equal(said, string.Concat(events.OfType<ReplyEvent.Token>().Select(token => token.Text)));
    }

    [Fact]
    public async Task Stopped_reply_says_that_it_was_stopped()
    {
        await using var core = await CoreHost.StartAsync();
        var reply = new EndlessReply("Le pain");
        using var run = RunOf(core, reply, new TimersOfATest());
        await using var reader = run.Attach(0);

        var running = run.RunAsync(Task.CompletedTask);
        await reply.Waiting;
        run.Stop();
        await running.WaitAsync(TimeSpan.FromSeconds(30));

        var events = new List<ReplyEvent>();
        while (await reader.ReadAsync(events, default))
        {
        }

        Assert.Equal(FinishReason.Cancelled, Assert.IsType<ReplyEvent.Done>(events[^1]).FinishReason);
    }

    private static ReplyRun RunOf(CoreHost core, IReplyProducer producer, TimeProvider time)
    {
        var (client, chatbot, conversation) = (new ClientId("martin"), new ChatbotId("accueil"), new ConversationId("c"));
        var record = new ReplyRecord
        {
            Id = new MessageId("m"),
            ClientId = client,
            ConversationId = conversation,
            ChatbotId = chatbot,
            ReplyId = new MessageId("r"),
            InstanceId = new InstanceId("i"),
            ExpiresAt = time.GetUtcNow().AddDays(1),
        };
        var draft = new Message
        {
            Id = record.ReplyId,
            ClientId = client,
            ConversationId = conversation,
            ChatbotId = chatbot,
            Role = MessageRole.Assistant,
            Text = "",
            At = time.GetUtcNow(),
            VersionId = new ChatbotVersionId("v"),
            ExpiresAt = record.ExpiresAt,
        };
        return new ReplyRun(record, draft, new ReplyPlan(producer, new ReplyGrounds(), QuotaUse.None, null), core.Get<ReplyStore>(), time, NullLogger.Instance);
    }

    private sealed class EndlessReply(string said) : IReplyProducer
    {
        private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Waiting => _waiting.Task;

        public bool EndedAsCancelled { get; private set; }

        public MeteredCall? Opening => null;

        public RouteOutcome Outcome => RouteOutcome.Unfinished;

        public ModelId? ModelId => null;

        public QuotaUse Used => QuotaUse.None;

        public long? SavedMicros => null;

        public Task ClosingsDurable => Task.CompletedTask;

        public async IAsyncEnumerable<string> StreamAsync(Func<string> before, [EnumeratorCancellation] CancellationToken ct)
        {
            if (said.Length > 0)
                yield return said;
            _waiting.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
        }

        public MeteredCall? EndCurrent(bool cancelled)
        {
            EndedAsCancelled = cancelled;
            return null;
        }

        public void Release()
        {
        }
    }

    /// <summary>A clock that moves only when told, and rings its timers on the way.</summary>
    private sealed class TimersOfATest : TimeProvider
    {
        private readonly List<Timer> _timers = [];
        private DateTimeOffset _now = new(2026, 3, 14, 9, 26, 53, TimeSpan.Zero);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => _now;

        public override long GetTimestamp() => _now.UtcTicks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new Timer(this, () => callback(state));
            timer.Change(dueTime, period);
            lock (_timers)
                _timers.Add(timer);
            return timer;
        }

        public void Advance(TimeSpan by)
        {
            _now += by;
            Timer[] due;
            lock (_timers)
                due = [.. _timers.Where(timer => timer.DueAt <= _now)];
            foreach (var timer in due)
                timer.Ring();
        }

        private sealed class Timer(TimersOfATest time, Action callback) : ITimer
        {
            public DateTimeOffset? DueAt { get; private set; }

            public void Ring()
            {
                DueAt = null;
                callback();
            }

            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                DueAt = dueTime == Timeout.InfiniteTimeSpan ? null : time._now + dueTime;
                return true;
            }

            public void Dispose() => DueAt = null;

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
