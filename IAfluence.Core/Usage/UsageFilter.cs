using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>The clients whose usage is summed.</summary>
public abstract record UsageScope
{
    private UsageScope()
    {
    }

    /// <summary>All clients.</summary>
    public sealed record Everywhere(PlatformPass Pass) : UsageScope;

    /// <summary>One or several clients.</summary>
    public sealed record Of(IReadOnlyCollection<ClientId> ClientIds) : UsageScope;
}

/// <summary>Selects entries by the start of the call.</summary>
/// <param name="From">Inclusive; must be a multiple of 15 minutes (<see cref="UsageSpans.Grain"/>).</param>
/// <param name="To">Exclusive; must be a multiple of 15 minutes.</param>
public sealed record UsageFilter(UsageScope Scope, DateTimeOffset From, DateTimeOffset To)
{
    public ChatbotId? ChatbotId { get; init; }

    public ModelId? ModelId { get; init; }

    public ProviderId? ProviderId { get; init; }

    /// <summary>
    /// Selects calls of one purpose; null for all. Use <see cref="AttemptPurpose.Reply"/> for statistics of replies (count, speed, error rate) and for what a
    /// client sees. Sums of money include all purposes.
    /// </summary>
    public AttemptPurpose? Purpose { get; init; }

    internal bool Selects(Attempt entry) =>
        entry.StartedAt >= From && entry.StartedAt < To
        && (ChatbotId is null || entry.ChatbotId == ChatbotId) && (ModelId is null || entry.ModelId == ModelId) && (ProviderId is null || entry.ProviderId == ProviderId)
        && (Purpose is null || entry.Purpose == Purpose);

    internal Filter<UsageCounter> OfCounters(long generation, UsageRun run)
    {
        var filter = Filter<UsageCounter>.Eq(counter => counter.Generation, generation) & Filter<UsageCounter>.Eq(counter => counter.Span, run.Span)
            & Filter<UsageCounter>.Gte(counter => counter.Start, run.Start) & Filter<UsageCounter>.Lt(counter => counter.Start, run.End);
        if (ChatbotId is { } chatbot)
            filter &= Filter<UsageCounter>.Eq(counter => counter.ChatbotId, chatbot);
        if (ModelId is { } model)
            filter &= Filter<UsageCounter>.Eq(counter => counter.ModelId, model);
        if (ProviderId is { } provider)
            filter &= Filter<UsageCounter>.Eq(counter => counter.ProviderId, provider);
        if (Purpose is { } purpose)
            filter &= UsageCounter.Of(purpose);
        return filter;
    }
}

/// <summary>The properties by which usage is grouped. Several flags give one row per combination.</summary>
[Flags]
public enum UsageGrouping
{
    None = 0,
    Client = 1,
    Chatbot = 2,
    Model = 4,
    Provider = 8,

    /// <summary>By hour in the time zone of the query.</summary>
    Hour = 16,

    /// <summary>By day in the time zone of the query.</summary>
    Day = 32,
    Purpose = 64,
}

/// <summary>The key of a row. Properties that were not grouped by are null.</summary>
/// <param name="Start">The start of the hour or day.</param>
public readonly record struct UsageKey(DateTimeOffset? Start, ClientId? ClientId, ChatbotId? ChatbotId, ModelId? ModelId, ProviderId? ProviderId, AttemptPurpose? Purpose);

/// <summary>One row of a sum.</summary>
public sealed record UsageRow(UsageKey Key, UsageFigures Figures);
