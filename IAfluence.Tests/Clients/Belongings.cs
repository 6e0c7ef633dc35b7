using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Installation;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Notifications;
using IAfluence.Core.Providers;
using IAfluence.Core.Replies.Contacts;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Visitors;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Clients;

/// <summary>One of everything that a client can own, and how much of each it has.</summary>
internal sealed class Belongings(CoreServicesOfATest core)
{
    public static readonly ProviderId Provider = new("p1");

    private int _attempts;

    /// <param name="client">Who is to own one of everything.</param>
    /// <param name="again">A chatbot it has: what its visitors leave is added, nothing else.</param>
    public async Task<Chatbot> GiveAsync(Client client, Chatbot? again = null)
    {
        var now = core.Time.GetUtcNow();
        var made = again ?? await core.HasChatbotAsync(client);
        var conversation = new Conversation
        {
            Id = NewId.Of<ConversationId>(core.Time),
            ClientId = client.Id,
            ChatbotId = made.Id,
            VisitorId = new VisitorId("v1"),
            Locale = "fr",
            Opening = "Bonjour",
            StartedAt = now,
            LastMessageAt = now,
            ExpiresAt = now.AddDays(365),
        };
        await core.Get<ClientDocuments<Conversation>>().Insert(client.Id, conversation);
        for (var turn = 1; turn <= 3; turn++)
        {
            await core.Get<ClientDocuments<Message>>().Insert(client.Id, NewMessage(conversation, made));
            await core.Get<ClientDocuments<Attempt>>().Insert(client.Id, NewAttempt(client.Id, made.Id));
        }

        await core.Get<ClientDocuments<Contact>>().Insert(client.Id, new Contact
        {
            Id = NewId.Of<ContactId>(core.Time),
            ClientId = client.Id,
            ChatbotId = made.Id,
            Email = "anne@example.org",
            Locale = "fr",
            At = now,
            ExpiresAt = now.AddDays(365),
        });
        await core.Get<Outbox>().PutAsync(
            $"human/{conversation.Id}", AlertKind.Human, new MailRecipient("manager@example.org", null),
            new MailContent { Locale = "fr", Subject = "?", Heading = "?" }, new MailOwner(client.Id, made.Id, conversation.VisitorId));
        await core.Get<ClientDocuments<VisitorConsent>>().Insert(client.Id, new VisitorConsent
        {
            Id = new VisitorId($"v-{made.Id}"),
            ClientId = client.Id,
            ChatbotId = made.Id,
            Given = "0123456789ab",
            At = now,
            ExpiresAt = now.AddDays(365),
        });

        var failed = NewAttempt(client.Id, made.Id) with { Outcome = AttemptOutcome.Failed, ClosedAt = now };
        await core.Get<UsageCounterWriter>().ApplyAsync(1, [failed], default);

        if (again is not null)
            return made;
        var saved = await core.Get<KnowledgeService>().SaveAsync(
            client.Id, made.Id, new KnowledgeDraft("faq", "Horaires", "Ouvert de 7 h à 19 h.", null, "fr"), default);
        Assert.NotNull(saved.Text);
        await core.Get<ClientDocuments<ClientKey>>().Insert(client.Id, new ClientKey
        {
            Id = ClientKeyId.Of(client.Id, Provider),
            ClientId = client.Id,
            ProviderId = Provider,
            ProtectedApiKey = "p",
            Host = "https://llm.example",
            StoredAt = now,
        });
        await core.Get<RefusedOrigins>().RecordAsync(client.Id, made.Id, "https://elsewhere.example", default);
        var published = await core.Get<PublishedChatbots>().FindOrNullAsync(client.Id, made.Id, default);
        await core.Get<SiteContacts>().RecordAsync(published!, "https://www.martin.fr", "1.0.0", "6.1", default);
        await core.Get<PlatformDocuments<Membership>>().Insert(new Membership
        {
            Id = Membership.IdOf(new UserId("u1"), client.Id),
            UserId = new UserId("u1"),
            ClientId = client.Id,
            Role = ClientRole.Manager,
            CreatedAt = now,
        });
        return made;
    }

    public Message NewMessage(Conversation conversation, Chatbot chatbot) => new()
    {
        Id = NewId.Of<MessageId>(core.Time),
        ClientId = conversation.ClientId,
        ConversationId = conversation.Id,
        ChatbotId = chatbot.Id,
        Role = MessageRole.Visitor,
        Text = "Bonjour",
        At = conversation.StartedAt,
        VersionId = chatbot.PublishedVersionId,
        ExpiresAt = conversation.ExpiresAt,
    };

    public Attempt NewAttempt(ClientId clientId, ChatbotId chatbotId) => new()
    {
        Id = NewId.Of<AttemptId>(core.Time),
        ClientId = clientId,
        ChatbotId = chatbotId,
        VersionId = new ChatbotVersionId("v"),
        ConversationId = new ConversationId("c"),
        MessageId = new MessageId("m"),
        ReplyId = new MessageId($"r{_attempts++}"),
        Number = 1,
        ProviderId = Provider,
        ModelId = new ModelId("m1"),
        Price = ModelPrice.Free,
        Outcome = AttemptOutcome.Completed,
        InputTokens = 100,
        OutputTokens = 20,
        CostMicros = 1500,
        StartedAt = core.Time.GetUtcNow(),
    };

    public async Task<IReadOnlyDictionary<string, long>> CountsAsync(ClientId clientId) => new Dictionary<string, long>
    {
        [nameof(Chatbot)] = await core.Get<ClientDocuments<Chatbot>>().CountAsync(clientId, Filter<Chatbot>.All, default),
        [nameof(ChatbotVersion)] = await core.Get<ClientDocuments<ChatbotVersion>>().CountAsync(clientId, Filter<ChatbotVersion>.All, default),
        [nameof(RefusedOrigin)] = await core.Get<ClientDocuments<RefusedOrigin>>().CountAsync(clientId, Filter<RefusedOrigin>.All, default),
        [nameof(SiteContact)] = await core.Get<ClientDocuments<SiteContact>>().CountAsync(clientId, Filter<SiteContact>.All, default),
        [nameof(Conversation)] = await core.Get<ClientDocuments<Conversation>>().CountAsync(clientId, Filter<Conversation>.All, default),
        [nameof(Message)] = await core.Get<ClientDocuments<Message>>().CountAsync(clientId, Filter<Message>.All, default),
        [nameof(Contact)] = await core.Get<ClientDocuments<Contact>>().CountAsync(clientId, Filter<Contact>.All, default),
        [nameof(VisitorConsent)] = await core.Get<ClientDocuments<VisitorConsent>>().CountAsync(clientId, Filter<VisitorConsent>.All, default),
        [nameof(Attempt)] = await core.Get<ClientDocuments<Attempt>>().CountAsync(clientId, Filter<Attempt>.All, default),
        [nameof(UsageCounter)] = await core.Get<ClientDocuments<UsageCounter>>().CountAsync(clientId, Filter<UsageCounter>.All, default),
        [nameof(FailedAttempt)] = await core.Get<ClientDocuments<FailedAttempt>>().CountAsync(clientId, Filter<FailedAttempt>.All, default),
        [nameof(ClientKey)] = await core.Get<ClientDocuments<ClientKey>>().CountAsync(clientId, Filter<ClientKey>.All, default),
        [nameof(KnowledgeText)] = await core.Get<ClientDocuments<KnowledgeText>>().CountAsync(clientId, Filter<KnowledgeText>.All, default),
        [nameof(Passage)] = await core.Get<ClientDocuments<Passage>>().CountAsync(clientId, Filter<Passage>.All, default),
        [nameof(Membership)] = await core.Get<PlatformDocuments<Membership>>().CountAsync(Filter<Membership>.Eq(membership => membership.ClientId, clientId), default),
        [nameof(Email)] = await core.Get<PlatformDocuments<Email>>().CountAsync(Filter<Email>.Eq(email => email.ClientId, clientId), default),
        [nameof(DirectoryEntry)] = await core.Get<PlatformDocuments<DirectoryEntry>>().CountAsync(Filter<DirectoryEntry>.Eq(entry => entry.ClientId, clientId), default),
    };
}
