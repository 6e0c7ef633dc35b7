using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>The id of a counter, made of its generation, span, start, chatbot, model, provider and, except for replies, purpose. A counter is found by its id without a search.</summary>
public readonly record struct UsageCounterId(string Value) : IId<UsageCounterId>
{
    public static UsageCounterId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>
/// The usage of one model by one chatbot for one purpose in one span of UTC, by the start of the calls. It is derived from the ledger and can be rebuilt.
/// <see cref="Through"/> is the last entry that it includes, so no entry is counted twice.
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

    /// <summary>Not stored for replies: counters that were written before purposes existed count replies.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AttemptPurpose Purpose { get; init; }

    /// <summary>The last entry that is included.</summary>
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
