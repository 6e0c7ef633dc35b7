using IAfluence.Core.Storage;
using IAfluence.Core.Usage;

namespace IAfluence.Core.Replies.Visitors;

/// <summary>
/// The usual peak rate of messages to a chatbot, from the counters of the last 7 days. It is the second highest of the daily peaks per quarter of an
/// hour, so that the attack or success of one day does not count as usual.
/// </summary>
public sealed class MessageBaseline(ClientDocuments<UsageCounter> counters, UsageProjections projection, TimeProvider time)
{
    private const int Days = 7;

    /// <summary>A quarter of an hour holds three windows of <see cref="ChallengePolicy.Window"/>.</summary>
    private const int WindowsInQuarter = 3;

    private static readonly TimeSpan _keptFor = TimeSpan.FromMinutes(15);

    private const int Capacity = 10_000;

    private readonly RememberedValues<(ClientId Client, ChatbotId Chatbot), int> _known = new(
        new Freshness(time, _keptFor, _keptFor), Capacity, 0, (ids, _) => ReadAsync(counters, projection, ids.Client, ids.Chatbot, time.GetUtcNow()));

    /// <returns>Messages in 5 minutes; 0 for a chatbot with very few messages.</returns>
    public ValueTask<int> FindAsync(ClientId clientId, ChatbotId chatbotId, CancellationToken ct) => _known.GetAsync((clientId, chatbotId), ct);

    private static async Task<int> ReadAsync(
        ClientDocuments<UsageCounter> counters, UsageProjections projection, ClientId clientId, ChatbotId chatbotId, DateTimeOffset now)
    {
        var generation = (await projection.ReadAsync(CancellationToken.None)).Generation;
        var since = UsageSpan.QuarterHour.Floor(now.AddDays(-Days));
        var query = DocumentQuery<UsageCounter>.Where(
            Filter<UsageCounter>.Eq(counter => counter.Generation, generation) & Filter<UsageCounter>.Eq(counter => counter.Span, UsageSpan.QuarterHour)
            & Filter<UsageCounter>.Gte(counter => counter.Start, since) & Filter<UsageCounter>.Eq(counter => counter.ChatbotId, chatbotId) & UsageCounter.Of(AttemptPurpose.Reply))
            .By(counter => counter.Start).Take(DocumentQuery<UsageCounter>.MaxLimit);
        var quarters = new Dictionary<DateTimeOffset, long>();
        string? after = null;
        do
        {
            var page = await counters.ListAsync(clientId, query.StartAfter(after), CancellationToken.None);
            // A fallback is another attempt, not another message.
            foreach (var counter in page.Items)
                quarters[counter.Start] = quarters.GetValueOrDefault(counter.Start) + counter.Figures.Attempts - counter.Figures.Fallbacks;
            after = page.Next;
        }
        while (after is not null);

        var busiest = quarters.GroupBy(quarter => (int)(now - quarter.Key).TotalDays).Select(day => day.Max(quarter => quarter.Value)).OrderDescending().Skip(1).FirstOrDefault();
        return (int)(busiest / WindowsInQuarter);
    }
}
