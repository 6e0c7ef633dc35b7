using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>Whose use is added up.</summary>
public abstract record UsageScope
{
    private UsageScope()
    {
    }

    /// <summary>Every client's.</summary>
    public sealed record Everywhere(PlatformPass Pass) : UsageScope;

    /// <summary>That of one or several clients, for whoever may see all of them.</summary>
    public sealed record Of(IReadOnlyCollection<ClientId> ClientIds) : UsageScope;
}

/// <summary>Which entries are added up, by the start of the call.</summary>
/// <param name="From">On a quarter of an hour (<see cref="UsageSpans.Grain"/>).</param>
/// <param name="To">On a quarter of an hour; no longer within.</param>
public sealed record UsageFilter(UsageScope Scope, DateTimeOffset From, DateTimeOffset To)
{
    public ChatbotId? ChatbotId { get; init; }

    public ModelId? ModelId { get; init; }

    public ProviderId? ProviderId { get; init; }

    /// <summary>
    /// What the calls were for; null for everything. Statistics of answers (how many, how fast, how often they fail) and what a client is shown are
    /// of <see cref="AttemptPurpose.Reply"/>; money is of everything.
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

/// <summary>By what use is told apart; several together give a row for each combination.</summary>
[Flags]
public enum UsageGrouping
{
    None = 0,
    Client = 1,
    Chatbot = 2,
    Model = 4,
    Provider = 8,

    /// <summary>By hours of the zone.</summary>
    Hour = 16,

    /// <summary>By days of the zone.</summary>
    Day = 32,
    Purpose = 64,
}

/// <summary>What a row stands for; null where it was not grouped by.</summary>
/// <param name="Start">The beginning of the hour or day.</param>
public readonly record struct UsageKey(DateTimeOffset? Start, ClientId? ClientId, ChatbotId? ChatbotId, ModelId? ModelId, ProviderId? ProviderId, AttemptPurpose? Purpose);

/// <summary>One row of a sum.</summary>
public sealed record UsageRow(UsageKey Key, UsageFigures Figures);
