using IAfluence.Core.Chatbots;

namespace IAfluence.Core.Bootstrap;

/// <summary>Reads what the bootstrap file says of quotas and of what is spared: <c>quota</c>, <c>ladder</c>, <c>answerCache</c>.</summary>
internal static class QuotaReader
{
    private const decimal MicrosPerDollar = 1_000_000;

    /// <summary><c>{"period":"month","messages":5000,"tokens":…,"cost":20}</c>, the cost in US dollars; null takes a quota away.</summary>
    public static Given<Quota?> Quota(ObjectReader parent)
    {
        if (!parent.IsObject("quota", out var given))
            return given ? new Given<Quota?>(null) : default;
        var reader = parent.Object("quota");
        var quota = new Quota(
            reader.OneOf("period", ("month", QuotaPeriod.Month), ("day", QuotaPeriod.Day)).Or(QuotaPeriod.Month),
            Whole(reader.NumberOrNull("messages", 1, Foundation.Quota.MaxMessages), "messages"),
            Whole(reader.NumberOrNull("tokens", 1, Foundation.Quota.MaxTokens), "tokens"),
            (long?)(reader.NumberOrNull("cost", 1 / MicrosPerDollar, Foundation.Quota.MaxCostMicros / MicrosPerDollar).Value * MicrosPerDollar));
        if (quota is { Messages: null, Tokens: null, CostMicros: null } && !reader.HasAny("messages", "tokens", "cost"))
            parent.Problem("quota", "it has no ceiling; give messages, tokens or cost (in US dollars), or null for no quota.");
        reader.Finish();
        return quota;

        long? Whole(Given<decimal?> number, string name)
        {
            if (number.Value is not { } value || decimal.IsInteger(value))
                return (long?)number.Value;
            reader.Problem(name, FormattableString.Invariant($"a whole number is expected, not {value}."));
            return null;
        }
    }

    /// <summary><c>{"cheaperPercent":70,"knowledgePercent":90}</c>; null in a step's place leaves it out, null for all of it is the product's ladder.</summary>
    public static Given<DegradeLadder?> Ladder(ObjectReader parent)
    {
        if (!parent.IsObject("ladder", out var given))
            return given ? new Given<DegradeLadder?>(null) : default;
        var reader = parent.Object("ladder");
        var ladder = new DegradeLadder(
            reader.WholeOrNull("cheaperPercent", 1, 100).Or(DegradeLadder.Default.CheaperPercent),
            reader.WholeOrNull("knowledgePercent", 1, 100).Or(DegradeLadder.Default.KnowledgePercent));
        reader.Finish();
        return ladder;
    }

    /// <summary><c>{"hours":24}</c>; null for no cache.</summary>
    public static Given<int?> AnswerCacheHours(ObjectReader parent)
    {
        if (!parent.IsObject("answerCache", out var given))
            return given ? new Given<int?>(null) : default;
        var reader = parent.Object("answerCache");
        var hours = reader.Whole("hours", ChatbotRules.MinAnswerCacheHours, ChatbotRules.MaxAnswerCacheHours);
        if (!hours.IsGiven && !reader.HasAny("hours"))
            parent.Problem("answerCache", "give the hours for which answers are kept, or null for no cache.");
        reader.Finish();
        return hours.IsGiven ? hours.Value : default(Given<int?>);
    }
}
