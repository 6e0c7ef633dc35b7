using System.Collections.Concurrent;
using IAfluence.Core.Chatbots;

namespace IAfluence.Core.Replies.Visitors;

/// <summary>
/// Notices when a chatbot is written to far more than is usual for it: then, and only then, those who begin a conversation are asked to
/// prove some work. It ends by itself when the messages become fewer. Each process judges by what it receives itself.
/// </summary>
public sealed class ChallengePolicy(MessageBaseline usual, TimeProvider time)
{
    /// <summary>Over so long messages are counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>So many in that time are never abnormal.</summary>
    public const int MinAbnormal = 30;

    /// <summary>So many times the usual pace is abnormal.</summary>
    public const int AbnormalFactor = 5;

    public const int MinBits = 15;
    public const int MaxBits = 18;

    private readonly ConcurrentDictionary<ChatbotId, RecentMessages> _recent = new();

    /// <summary>Counts a message that arrived.</summary>
    /// <returns>How much work whoever begins a conversation has to prove, in bits; 0 while all is as usual.</returns>
    public ValueTask<int> CountAsync(PublishedChatbot chatbot, CancellationToken ct) =>
        BitsForAsync(chatbot, _recent.GetOrAdd(chatbot.Chatbot.Id, _ => new RecentMessages()).Count(time.GetUtcNow()), ct);

    /// <summary>The same without counting.</summary>
    public ValueTask<int> RequiredBitsAsync(PublishedChatbot chatbot, CancellationToken ct) =>
        BitsForAsync(chatbot, _recent.TryGetValue(chatbot.Chatbot.Id, out var recent) ? recent.Sum(time.GetUtcNow()) : 0, ct);

    private async ValueTask<int> BitsForAsync(PublishedChatbot chatbot, int count, CancellationToken ct)
    {
        // What the counters say is asked only where it can matter.
        if (count <= MinAbnormal)
            return 0;
        var bound = Math.Max(MinAbnormal, AbnormalFactor * await usual.FindAsync(chatbot.Client.Id, chatbot.Chatbot.Id, ct));
        return count <= bound ? 0 : Math.Min(MaxBits, MinBits + (int)Math.Log2(count / bound));
    }

    /// <summary>The messages of the last minutes in steps of some seconds.</summary>
    private sealed class RecentMessages
    {
        private const int Steps = 30;

        private static readonly long _stepTicks = Window.Ticks / Steps;

        private readonly Lock _gate = new();
        private readonly int[] _counts = new int[Steps];
        private long _last;

        public int Count(DateTimeOffset now)
        {
            lock (_gate)
            {
                Move(now);
                _counts[_last % Steps]++;
                return _counts.Sum();
            }
        }

        public int Sum(DateTimeOffset now)
        {
            lock (_gate)
            {
                Move(now);
                return _counts.Sum();
            }
        }

        private void Move(DateTimeOffset now)
        {
            var step = now.UtcTicks / _stepTicks;
            for (var passed = Math.Max(_last + 1, step - Steps + 1); passed <= step; passed++)
                _counts[passed % Steps] = 0;
            _last = Math.Max(_last, step);
        }
    }
}
