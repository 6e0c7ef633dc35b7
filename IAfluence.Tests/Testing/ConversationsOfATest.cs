using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Providers;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;

namespace IAfluence.Tests.Testing;

/// <summary>Conversations as the reply service leaves them, for tests of those who read them.</summary>
internal static class ConversationsOfATest
{
    /// <summary>One question with its answer, whose first model failed: it cost 0.000147 dollars.</summary>
    public static async Task<Conversation> HasConversationAsync(this IAfluenceApp app, Client client, string question, DateTimeOffset? at = null)
    {
        var asked = at ?? app.Time.GetUtcNow();
        var conversation = await app.HasQuestionAsync(client, question, asked);
        var message = (await app.BelowHttp.Get<ClientDocuments<Message>>().FirstOrNullAsync(
            client.Id, DocumentQuery<Message>.Where(Filter<Message>.Eq(one => one.ConversationId, conversation.Id)), default))!;
        var reply = message with
        {
            Id = message.ReplyId!.Value,
            Role = MessageRole.Assistant,
            Text = "De **7 h** à 19 h.",
            At = asked.AddSeconds(2),
            ReplyTo = message.Id,
            ReplyId = null,
            FinishReason = FinishReason.Stop,
            Outcome = ReplyOutcome.Answered,
            OutcomeReason = OutcomeReason.Mark,
            ModelId = new ModelId("second"),
            Sources = [new MessageSource("Horaires", "https://www.martin.example/horaires")],
            Rating = 1,
        };
        var failed = new Attempt
        {
            Id = NewId.Of<AttemptId>(app.Time),
            ClientId = client.Id,
            ChatbotId = conversation.ChatbotId,
            VersionId = message.VersionId,
            ConversationId = conversation.Id,
            MessageId = message.Id,
            ReplyId = reply.Id,
            Number = 1,
            ProviderId = new ProviderId("main"),
            ModelId = new ModelId("first"),
            Price = ModelPrice.Free,
            Outcome = AttemptOutcome.Failed,
            Failure = ProviderFailure.Overloaded,
            StartedAt = asked,
            DurationMicroseconds = 250_000,
            ClosedAt = asked.AddMilliseconds(250),
        };
        await app.BelowHttp.Get<ClientDocuments<Message>>().Insert(client.Id, reply);
        await app.BelowHttp.Get<ClientDocuments<Attempt>>().Insert(client.Id, failed);
        await app.BelowHttp.Get<ClientDocuments<Attempt>>().Insert(client.Id, failed with
        {
            Id = NewId.Of<AttemptId>(app.Time),
            Number = 2,
            ModelId = new ModelId("second"),
            Outcome = AttemptOutcome.Completed,
            Failure = null,
            InputTokens = 640,
            OutputTokens = 85,
            CostMicros = 147,
            StartedAt = asked.AddMilliseconds(250),
            FirstTokenMicroseconds = 400_000,
            DurationMicroseconds = 1_750_000,
            ClosedAt = asked.AddMilliseconds(2_000),
        });
        await app.BelowHttp.Get<ClientDocuments<Conversation>>().Modify(
            client.Id, conversation.Id, new Update<Conversation>().Increment(one => one.MessageCount, 1).Increment(one => one.CostMicros, 147));
        return conversation;
    }

    /// <summary>A question that has no answer yet.</summary>
    public static async Task<Conversation> HasQuestionAsync(this IAfluenceApp app, Client client, string question, DateTimeOffset? at = null)
    {
        var asked = at ?? app.Time.GetUtcNow();
        var chatbots = app.BelowHttp.Get<ClientDocuments<Chatbot>>();
        var chatbot = await chatbots.FirstOrNullAsync(client.Id, new DocumentQuery<Chatbot>(), default);
        if (chatbot is null)
        {
            chatbot = new Chatbot
            {
                Id = NewId.Of<ChatbotId>(app.Time),
                ClientId = client.Id,
                Key = "accueil",
                PublicKey = "pk_" + client.Key.Replace('-', '_'),
                Name = "Assistant",
                NameSortKey = "assistant",
                PublishedVersionId = NewId.Of<ChatbotVersionId>(app.Time),
                LatestNumber = 1,
                CreatedAt = asked,
            };
            await chatbots.Insert(client.Id, chatbot);
        }

        var conversation = new Conversation
        {
            Id = NewId.Of<ConversationId>(app.Time),
            ClientId = client.Id,
            ChatbotId = chatbot.Id,
            VisitorId = NewId.Of<VisitorId>(app.Time),
            Locale = "fr",
            Opening = question,
            MessageCount = 1,
            StartedAt = asked,
            LastMessageAt = asked,
            ExpiresAt = asked.AddDays(365),
        };
        await app.BelowHttp.Get<ClientDocuments<Conversation>>().Insert(client.Id, conversation);
        await app.BelowHttp.Get<ClientDocuments<Message>>().Insert(client.Id, new Message
        {
            Id = NewId.Of<MessageId>(app.Time),
            ClientId = client.Id,
            ConversationId = conversation.Id,
            ChatbotId = chatbot.Id,
            Role = MessageRole.Visitor,
            Text = question,
            At = asked,
            ReplyId = NewId.Of<MessageId>(app.Time),
            VersionId = chatbot.PublishedVersionId,
            ExpiresAt = asked.AddDays(365),
        });
        return conversation;
    }
}
