using System.Collections.Concurrent;
using IAfluence.Core.Chatbots;

namespace IAfluence.Core.Replies.Visitors;

/// <summary>
/// Decides when visitors must solve a proof-of-work challenge: while a chatbot receives far more messages than usual, new conversations require one.
/// The requirement ends when the rate falls again. Each process counts only the messages that it receives itself.
/// </summary>
public sealed class ChallengePolicy(MessageBaseline usual, TimeProvider time)
{
    /// <summary>The period over which messages are counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>Up to this number of messages in the window, no challenge is ever required.</summary>
    public const int AlwaysAllowed = 30;

    /// <summary>More than this multiple of the usual number of messages requires a challenge.</summary>
    public const int AbnormalFactor = 5;

    public const int MinBits = 15;
    public const int MaxBits = 18;

    private readonly ConcurrentDictionary<ChatbotId, RecentMessages> _recent = new();

    /// <summary>Counts a received message.</summary>
    /// <returns>The difficulty of the challenge for a new conversation, in bits; 0 when none is required.</returns>
    public ValueTask<int> CountAsync(PublishedChatbot chatbot, CancellationToken ct) =>
        BitsForAsync(chatbot, _recent.GetOrAdd(chatbot.Chatbot.Id, _ => new RecentMessages()).Count(time.GetUtcNow()), ct);

    /// <summary>Returns the difficulty without counting a message.</summary>
    public ValueTask<int> RequiredBitsAsync(PublishedChatbot chatbot, CancellationToken ct) =>
        BitsForAsync(chatbot, _recent.TryGetValue(chatbot.Chatbot.Id, out var recent) ? recent.Sum(time.GetUtcNow()) : 0, ct);

    private async ValueTask<int> BitsForAsync(PublishedChatbot chatbot, int count, CancellationToken ct)
    {
        // The baseline is read only when it can affect the result.
        if (count <= AlwaysAllowed)
            return 0;
        var bound = Math.Max(AlwaysAllowed, AbnormalFactor * await usual.FindAsync(chatbot.Client.Id, chatbot.Chatbot.Id, ct));
        return count <= bound ? 0 : Math.Min(MaxBits, MinBits + (int)Math.Log2(count / bound));
    }

    /// <summary>Counts the messages of the window in steps of 10 seconds.</summary>
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
