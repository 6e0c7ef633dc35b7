using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Installation;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Notifications;
using IAfluence.Core.Providers;
using IAfluence.Core.Quotas;
using IAfluence.Core.Replies.Contacts;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Running;
using IAfluence.Core.Replies.Visitors;
using IAfluence.Core.ReplyCaching;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Clients;

/// <summary>One of everything that a client can own, and how much of each it has.</summary>
internal sealed class Belongings(CoreHost core)
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
            VisitorId = new VisitorId($"v-{made.Id}"),
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

        await LeaveReplyAsync(client, made, conversation);
        var failed = NewAttempt(client.Id, made.Id) with { Outcome = AttemptOutcome.Failed, ClosedAt = now };
        await core.Get<UsageCounterWriter>().ApplyAsync(1, [failed], default);

        if (again is not null)
            return made;
        await LeaveFiguresAsync(client, made);
        var saved = await core.Get<KnowledgeService>().SaveAsync(
            client.Id, made.Id, new KnowledgeDraft("faq", "Horaires", "Ouvert de 7 h à 19 h.", null, "fr"), default);
        Assert.NotNull(saved.Text);
        await core.Get<ClientDocuments<PassageIndex>>().Insert(client.Id, new PassageIndex { Id = made.Id, ClientId = client.Id, Stamp = 1 });
        await core.Get<ClientDocuments<PassageVector>>().Insert(client.Id, new PassageVector
        {
            Id = new PassageId($"{saved.Text.Id}-0"),
            ClientId = client.Id,
            ChatbotId = made.Id,
            TextId = saved.Text.Id,
            Digest = "0123456789ab",
            Encoder = "encoder",
            Stamp = 1,
            Halves = PassageVector.Pack([1, 0]),
        });
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
        await core.Get<ChatbotDrafts>().SaveAsync(client.Id, made.Id, null, settings => settings with { Apology = "Pardon." }, null, default);
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

    /// <summary>How many documents the client owns in each collection that can hold any, by the collection's name.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountsAsync(ClientId clientId)
    {
        var counts = new Dictionary<string, long>();
        foreach (var collection in core.Get<IEnumerable<IErasableCollection>>().Where(collection => collection.Definition.Erasure.KeptBecause is null))
        {
            var owner = collection.Definition.Erasure.Owners.FirstOrDefault(owner => owner.Kind == OwnerKind.Client);
            if (collection.Definition.OwnedByClients || owner is not null)
                counts[collection.Definition.Name] = (await collection.ListOwnedAsync(clientId, owner?.Field, clientId.Value, default)).Count;
        }

        counts["emails"] = await core.Get<PlatformDocuments<Email>>().CountAsync(Filter<Email>.Eq(email => email.ClientId, clientId), default);
        counts["directory"] = await core.Get<PlatformDocuments<DirectoryEntry>>().CountAsync(Filter<DirectoryEntry>.Eq(entry => entry.ClientId, clientId), default);
        counts["quota-marks"] = await core.Get<PlatformDocuments<QuotaMark>>().CountAsync(Filter<QuotaMark>.Eq(mark => mark.ClientId, clientId), default);
        return counts;
    }

    private async Task LeaveReplyAsync(Client client, Chatbot chatbot, Conversation conversation)
    {
        var now = core.Time.GetUtcNow();
        await core.Get<ClientDocuments<ReplyRecord>>().Insert(client.Id, new ReplyRecord
        {
            Id = NewId.Of<MessageId>(core.Time),
            ClientId = client.Id,
            ChatbotId = chatbot.Id,
            ConversationId = conversation.Id,
            ReplyId = NewId.Of<MessageId>(core.Time),
            InstanceId = new InstanceId("i1"),
            Tokens = ["Bonjour", " !"],
            FinishReason = FinishReason.Stop,
            ExpiresAt = now + TimeSpan.FromDays(1),
        });
        await core.Get<ClientDocuments<MessageKey>>().Insert(client.Id, new MessageKey
        {
            Id = new MessageKeyId($"k-{conversation.Id}"),
            ClientId = client.Id,
            VisitorId = conversation.VisitorId,
            ConversationId = conversation.Id,
            MessageId = NewId.Of<MessageId>(core.Time),
            ExpiresAt = now + TimeSpan.FromDays(1),
        });
        await core.Get<ClientDocuments<CachedReply>>().Insert(client.Id, new CachedReply
        {
            Id = new CachedReplyId($"c-{conversation.Id}"),
            ClientId = client.Id,
            ChatbotId = chatbot.Id,
            Text = "Bonjour !",
            ModelId = new ModelId("m1"),
            CostMicros = 1500,
            ExpiresAt = now + TimeSpan.FromDays(1),
        });
    }

    private async Task LeaveFiguresAsync(Client client, Chatbot chatbot)
    {
        var now = core.Time.GetUtcNow();
        var window = new ClientQuotaWindow
        {
            Id = new QuotaWindowId($"w-{chatbot.Id}"),
            ClientId = client.Id,
            Kind = QuotaKind.Chatbot,
            OwnId = chatbot.Id.Value,
            Start = now,
            End = now.AddDays(30),
            Quota = new Quota(QuotaPeriod.Month, 100, null, null),
            ExpiresAt = now.AddDays(365),
        };
        await core.Get<ClientDocuments<ClientQuotaWindow>>().Insert(client.Id, window);
        await core.Get<PlatformDocuments<QuotaMark>>().Insert(new QuotaMark
        {
            Id = new QuotaMarkId($"{window.Id}-50"),
            Kind = QuotaMarkKind.Alert,
            WindowId = window.Id,
            Of = QuotaKind.Chatbot,
            ClientId = client.Id,
            OwnId = chatbot.Id.Value,
            Percent = 50,
            Quota = window.Quota,
            Used = QuotaUse.None,
            Start = window.Start,
            End = window.End,
            At = now,
            ExpiresAt = now.AddDays(365),
        });
        await core.Get<ClientDocuments<ReplySaving>>().Insert(
            client.Id, new ReplySaving { Id = new ReplySavingId($"s-{chatbot.Id}"), ClientId = client.Id, ChatbotId = chatbot.Id });
        await core.Get<ClientDocuments<ChatbotLogo>>().Insert(client.Id, new ChatbotLogo
        {
            Id = new ChatbotLogoId($"l-{chatbot.Id}"),
            ClientId = client.Id,
            ChatbotId = chatbot.Id,
            LogoId = "l",
            ContentType = "image/png",
            Data = "iVBORw0=",
            UploadedAt = now,
        });
    }
}
