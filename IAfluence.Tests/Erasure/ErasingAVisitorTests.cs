using IAfluence.Core.Erasure;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Visitors;
using IAfluence.Core.Storage;
using IAfluence.Tests.Storage;

namespace IAfluence.Tests.Erasure;

public sealed class ErasingAVisitorTests
{
    private static readonly VisitorIdentity Anne = new(new ClientId("martin"), new ChatbotId("accueil"), new VisitorId("anne"), new ConversationId("first"));

    [Fact]
    public async Task Message_written_just_before_its_conversation_is_deleted_goes_with_it()
    {
        var (core, engine) = await WatchedEngine.StartAsync();
        await using var ending = core;
        var (conversations, messages) = (core.Get<ClientDocuments<Conversation>>(), core.Get<ClientDocuments<Message>>());
        var now = core.Time.GetUtcNow();
        await conversations.Insert(Anne.ClientId, new Conversation
        {
            Id = Anne.ConversationId,
            ClientId = Anne.ClientId,
            ChatbotId = Anne.ChatbotId,
            VisitorId = Anne.VisitorId,
            Locale = "fr",
            Opening = "Bonjour",
            MessageCount = 1,
            StartedAt = now,
            LastMessageAt = now,
            ExpiresAt = now.AddDays(1),
        });
        await messages.Insert(Anne.ClientId, NewMessage("before", now));
        engine.BeforeSubmit = group =>
        {
            if (!group.Any(write => write is DeleteOperation<Conversation>))
                return;
            engine.BeforeSubmit = null;
            // Another call saw the conversation while it was there; its write is executed before the deletion.
            _ = messages.Insert(Anne.ClientId, NewMessage("between", now));
        };

        await core.Get<VisitorEraser>().EraseAsync(Anne);

        Assert.Null(engine.BeforeSubmit);
        Assert.Empty((await conversations.ListAsync(Anne.ClientId, new DocumentQuery<Conversation>(), default)).Items);
        Assert.Empty((await messages.ListAsync(Anne.ClientId, new DocumentQuery<Message>(), default)).Items);
    }

    private static Message NewMessage(string id, DateTimeOffset at) => new()
    {
        Id = new MessageId(id),
        ClientId = Anne.ClientId,
        ConversationId = Anne.ConversationId,
        ChatbotId = Anne.ChatbotId,
        Role = MessageRole.Visitor,
        Text = "Bonjour",
        At = at,
        VersionId = new ChatbotVersionId("v1"),
        ExpiresAt = at.AddDays(1),
    };
}
