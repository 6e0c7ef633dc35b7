using System.Globalization;
using IAfluence.Core.Storage;

namespace IAfluence.Core.AnswerCaching;

/// <summary>The id of a month's savings: the chatbot and the month.</summary>
public readonly record struct AnswerSavingId(string Value) : IId<AnswerSavingId>
{
    public static AnswerSavingId From(string value) => new(value);
}

/// <summary>What a chatbot's cache has saved in one month of UTC.</summary>
public sealed record AnswerSaving : ClientDocument<AnswerSavingId>
{
    public static readonly CollectionDefinition<AnswerSaving> Collection = new CollectionDefinition<AnswerSaving>("answer-savings")
        .Index(saving => saving.ChatbotId)
        .ErasedWith(OwnerKind.Chatbot, saving => saving.ChatbotId);

    public required ChatbotId ChatbotId { get; init; }

    /// <summary>Answers given from the cache.</summary>
    public long Answers { get; init; }

    /// <summary>What models took for them the first time, in micro-dollars.</summary>
    public long SavedMicros { get; init; }
}

/// <summary>Counts what caches save.</summary>
public sealed class AnswerSavings(ClientDocuments<AnswerSaving> savings, TimeProvider time)
{
    /// <summary>This month's; null when nothing was saved yet.</summary>
    public Task<AnswerSaving?> FindThisMonthOrNullAsync(ClientId clientId, ChatbotId chatbotId, CancellationToken ct) =>
        savings.FindOrNullAsync(clientId, IdOf(chatbotId, time.GetUtcNow()), ct);

    /// <summary>Counts one answer; completes when it is on disk.</summary>
    internal Task CountAsync(ClientId clientId, ChatbotId chatbotId, DateTimeOffset at, long savedMicros)
    {
        var id = IdOf(chatbotId, at);
        return savings.Modify(
            clientId, id,
            new Update<AnswerSaving>().Increment(saving => saving.Answers, 1).Increment(saving => saving.SavedMicros, savedMicros),
            seed: new AnswerSaving { Id = id, ClientId = clientId, ChatbotId = chatbotId }).Durable;
    }

    private static AnswerSavingId IdOf(ChatbotId chatbotId, DateTimeOffset at) =>
        new($"{chatbotId}-{at.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture)}");
}
