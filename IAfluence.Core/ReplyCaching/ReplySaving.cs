using System.Globalization;
using System.Text.Json.Serialization;
using IAfluence.Core.Storage;

namespace IAfluence.Core.ReplyCaching;

/// <summary>The id of the savings of a chatbot and a month.</summary>
public readonly record struct ReplySavingId(string Value) : IId<ReplySavingId>
{
    public static ReplySavingId From(string value) => new(value);
}

/// <summary>What the cache of a chatbot has saved in one month of UTC.</summary>
public sealed record ReplySaving : ClientDocument<ReplySavingId>
{
    public static readonly CollectionDefinition<ReplySaving> Collection = new CollectionDefinition<ReplySaving>("answer-savings")
        .Index(saving => saving.ChatbotId)
        .ErasedWith(OwnerKind.Chatbot, saving => saving.ChatbotId);

    public required ChatbotId ChatbotId { get; init; }

    /// <summary>The number of replies from the cache.</summary>
    [JsonPropertyName("answers")]
    public long Replies { get; init; }

    /// <summary>The cost that these replies had when a model wrote them, in micro-dollars.</summary>
    public long SavedMicros { get; init; }
}

/// <summary>Counts the savings of the cache.</summary>
public sealed class ReplySavings(ClientDocuments<ReplySaving> savings, TimeProvider time)
{
    /// <summary>Finds the savings of the current month; null when there are none yet.</summary>
    public Task<ReplySaving?> FindThisMonthOrNullAsync(ClientId clientId, ChatbotId chatbotId, CancellationToken ct) =>
        savings.FindOrNullAsync(clientId, IdOf(chatbotId, time.GetUtcNow()), ct);

    /// <summary>Counts one reply from the cache. Completes when it is durable.</summary>
    internal Task CountAsync(ClientId clientId, ChatbotId chatbotId, DateTimeOffset at, long savedMicros)
    {
        var id = IdOf(chatbotId, at);
        return savings.Modify(
            clientId, id,
            new Update<ReplySaving>().Increment(saving => saving.Replies, 1).Increment(saving => saving.SavedMicros, savedMicros),
            seed: new ReplySaving { Id = id, ClientId = clientId, ChatbotId = chatbotId }).Durable;
    }

    private static ReplySavingId IdOf(ChatbotId chatbotId, DateTimeOffset at) =>
        new($"{chatbotId}-{at.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture)}");
}
