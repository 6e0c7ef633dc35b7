using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>The id of a counter: its generation, span, beginning, chatbot, model, provider and, unless it counts answers, purpose, so that it is found without a search.</summary>
public readonly record struct UsageCounterId(string Value) : IId<UsageCounterId>
{
    public static UsageCounterId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>
/// What one chatbot used of one model for one purpose within one span of UTC, by the start of the calls. Derived from the ledger: <see cref="Through"/>
/// says up to where, so that an entry is never taken in twice, and all can be thrown away and made anew.
/// </summary>
public sealed record UsageCounter : ClientDocument<UsageCounterId>
{
    public static readonly CollectionDefinition<UsageCounter> Collection = new CollectionDefinition<UsageCounter>("usage-counters")
        .Index(counter => counter.Generation, counter => counter.Span, counter => counter.Start)
        .IndexAcrossClients(counter => counter.Generation, counter => counter.Span, counter => counter.Start)
        .ErasedWithClient();

    public required long Generation { get; init; }

    public required UsageSpan Span { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required ChatbotId ChatbotId { get; init; }

    public required ModelId ModelId { get; init; }

    public required ProviderId ProviderId { get; init; }

    /// <summary>What the calls were for. Not stored for answers, so that counters older than purposes count answers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AttemptPurpose Purpose { get; init; }

    /// <summary>The last entry that is in it.</summary>
    public required LedgerPosition Through { get; init; }

    public required UsageFigures Figures { get; init; }

    public static UsageCounterId IdOf(long generation, UsageSpan span, Attempt attempt) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{generation}-{"qhd"[(int)span]}{span.Floor(attempt.StartedAt).ToUnixTimeSeconds() / 900}-{attempt.ChatbotId}-{attempt.ModelId}-{attempt.ProviderId}{SuffixOf(attempt.Purpose)}"));

    /// <summary>Selects the counters of one purpose.</summary>
    public static Filter<UsageCounter> Of(AttemptPurpose purpose) =>
        Filter<UsageCounter>.Eq(counter => (AttemptPurpose?)counter.Purpose, purpose == AttemptPurpose.Reply ? null : purpose);

    private static string SuffixOf(AttemptPurpose purpose) => purpose == AttemptPurpose.Reply ? "" : "-" + JsonNamingPolicy.CamelCase.ConvertName(purpose.ToString());
}
