using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Conversations;
using IAfluence.Core.Embedding;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Clients;

public sealed class DeletingClientsTests : IAsyncLifetime
{
    private static readonly ProviderId _provider = new("p1");

    private CoreServicesOfATest _core = null!;
    private Client _gone = null!;
    private Client _kept = null!;
    private Chatbot _chatbot = null!;
    private int _attempts;

    private ClientService Clients => _core.Get<ClientService>();

    private Erasure Erasure => _core.Get<Erasure>();

    public async Task InitializeAsync()
    {
        _core = await CoreServicesOfATest.StartAsync();
        _gone = await _core.HasClientAsync();
        _kept = await _core.HasClientAsync("Fleurs Durand");
        _chatbot = await FillAsync(_gone);
        await FillAsync(_kept);
        _core.Time.Advance(LedgerFolding.Settling);
    }

    public async Task DisposeAsync() => await _core.DisposeAsync();

    [Fact]
    public async Task From_then_on_it_is_shown_nowhere_and_answers_nobody()
    {
        Assert.True(await Clients.DeleteAsync(_gone.Id, default));

        Assert.Null(await Clients.FindOrNullAsync(_gone.Id, default));
        Assert.Null(await Clients.FindByKeyOrNullAsync(_gone.Key, default));
        Assert.Equal([_kept.Id], (await Clients.ListAsync(null, null, null, 10, default)).Items.Select(client => client.Id));
        Assert.Null(await _core.Get<PublishedChatbots>().FindByPublicKeyOrNullAsync(_chatbot.PublicKey, default));
        Assert.False(await Clients.DeleteAsync(_gone.Id, default));
    }

    [Fact]
    public async Task Its_key_is_free_at_once()
    {
        await Clients.DeleteAsync(_gone.Id, default);

        var again = await Clients.CreateAsync(Catalog.Martin, default, _gone.Key);

        Assert.Equal(_gone.Key, again.Value!.Key);
    }

    [Fact]
    public async Task Everything_it_owned_goes_and_nothing_of_others()
    {
        var before = await CountsAsync(_kept.Id);
        Assert.DoesNotContain(before, count => count.Value == 0);
        Assert.Equal(before, await CountsAsync(_gone.Id));
        await Clients.DeleteAsync(_gone.Id, default);

        await Erasure.SweepAsync(default);

        Assert.All(await CountsAsync(_gone.Id), count => Assert.True(count.Value == 0, count.Key));
        Assert.Equal(before, await CountsAsync(_kept.Id));
    }

    [Fact]
    public async Task Its_own_document_goes_last_with_what_calls_under_way_had_still_written()
    {
        await Clients.DeleteAsync(_gone.Id, default);
        await Erasure.SweepAsync(default);
        await FillAsync(_gone, chatbot: false);
        Assert.NotNull(await _core.Get<PlatformDocuments<Client>>().FindOrNullAsync(_gone.Id, default));

        _core.Time.Advance(ErasureScope.Settling);
        await Erasure.SweepAsync(default);

        Assert.All(await CountsAsync(_gone.Id), count => Assert.True(count.Value == 0, count.Key));
        Assert.Null(await _core.Get<PlatformDocuments<Client>>().FindOrNullAsync(_gone.Id, default));
    }

    [Fact]
    public async Task Its_ledger_stays_in_the_books_as_totals_that_name_nobody()
    {
        await Clients.DeleteAsync(_gone.Id, default);
        _core.Time.Advance(ErasureScope.Settling);

        await Erasure.SweepAsync(default);

        var month = Assert.Single((await _core.Get<PlatformDocuments<ProviderMonth>>().ListAsync(new Query<ProviderMonth>(), default)).Items);
        Assert.Equal(("2026-03", _provider, 3, 300, 60, 4500), (month.Month, month.ProviderId, (int)month.Attempts, (int)month.InputTokens, (int)month.OutputTokens, (int)month.CostMicros));
        Assert.Empty(month.Folding);
    }

    [Fact]
    public async Task A_crash_between_counting_and_deleting_counts_nothing_twice()
    {
        var attempts = _core.Get<ClientDocuments<Attempt>>();
        var ledger = (await attempts.ListAsync(_gone.Id, new Query<Attempt>(), default)).Items;
        await Clients.DeleteAsync(_gone.Id, default);
        await Erasure.SweepAsync(default);
        foreach (var entry in ledger.Skip(1))
            await attempts.Insert(_gone.Id, entry);

        await Erasure.SweepAsync(default);

        var month = Assert.Single((await _core.Get<PlatformDocuments<ProviderMonth>>().ListAsync(new Query<ProviderMonth>(), default)).Items);
        Assert.Equal((3, 4500), ((int)month.Attempts, (int)month.CostMicros));
        Assert.Equal(0, await attempts.CountAsync(_gone.Id, Filter<Attempt>.All, default));
    }

    [Fact]
    public async Task Two_processes_may_erase_at_once()
    {
        await using var other = await CoreServicesOfATest.StartAsync(onDatabaseOf: _core);
        await Clients.DeleteAsync(_gone.Id, default);
        _core.Time.Advance(ErasureScope.Settling);

        await Task.WhenAll(Erasure.SweepAsync(default), other.Get<Erasure>().SweepAsync(default));
        await Erasure.SweepAsync(default);

        var month = Assert.Single((await _core.Get<PlatformDocuments<ProviderMonth>>().ListAsync(new Query<ProviderMonth>(), default)).Items);
        Assert.Equal((3, 4500), ((int)month.Attempts, (int)month.CostMicros));
        Assert.All(await CountsAsync(_gone.Id), count => Assert.True(count.Value == 0, count.Key));
    }

    [Fact]
    public async Task An_answer_still_under_way_is_waited_for()
    {
        await _core.Get<ClientDocuments<Attempt>>().Insert(_gone.Id, NewAttempt(_gone.Id, _chatbot.Id) with
        {
            Outcome = AttemptOutcome.Open,
            LeaseEndsAt = _core.Time.GetUtcNow() + ErasureScope.Settling + TimeSpan.FromMinutes(5),
        });
        await Clients.DeleteAsync(_gone.Id, default);
        _core.Time.Advance(ErasureScope.Settling);

        await Erasure.SweepAsync(default);

        Assert.Equal(1, await _core.Get<ClientDocuments<Attempt>>().CountAsync(_gone.Id, Filter<Attempt>.All, default));
        Assert.NotNull(await _core.Get<PlatformDocuments<Client>>().FindOrNullAsync(_gone.Id, default));
    }

    [Fact]
    public async Task A_chatbot_deleted_alone_leaves_the_ledger_and_its_neighbours()
    {
        var neighbour = await FillAsync(_gone);
        var before = await CountsAsync(_kept.Id);
        await _core.Get<ChatbotService>().DeleteAsync(_gone.Id, _chatbot.Id, default);
        Assert.Null(await _core.Get<ChatbotService>().FindOrNullAsync(_gone.Id, _chatbot.Id, default));

        await Erasure.SweepAsync(default);
        _core.Time.Advance(ErasureScope.Settling);
        await Erasure.SweepAsync(default);

        var after = await CountsAsync(_gone.Id);
        var once = before.ToDictionary(count => count.Key, count => count.Value);
        foreach (var stays in new[] { nameof(Attempt), nameof(UsageCounter), nameof(FailedAttempt) })
            once[stays] *= 2;
        Assert.Equal(once, after);
        Assert.NotNull(await _core.Get<PublishedChatbots>().FindByPublicKeyOrNullAsync(neighbour.PublicKey, default));
    }

    [Fact]
    public void No_collection_that_clients_own_is_forgotten()
    {
        var registered = _core.Get<IEnumerable<CollectionDefinition>>().Where(collection => collection.OwnedByClients);

        Assert.Equal(registered.Count(), _core.Get<ErasureScope>().Collections.Count);
    }

    private async Task<Chatbot> FillAsync(Client client, bool chatbot = true)
    {
        var now = _core.Time.GetUtcNow();
        var made = chatbot ? await _core.HasChatbotAsync(client) : _chatbot;
        var conversation = new Conversation
        {
            Id = NewId.Of<ConversationId>(_core.Time),
            ClientId = client.Id,
            ChatbotId = made.Id,
            VisitorId = new VisitorId("v1"),
            Locale = "fr",
            Opening = "Bonjour",
            StartedAt = now,
            LastMessageAt = now,
            ExpiresAt = now.AddDays(365),
        };
        await _core.Get<ClientDocuments<Conversation>>().Insert(client.Id, conversation);
        for (var turn = 1; turn <= 3; turn++)
        {
            await _core.Get<ClientDocuments<Message>>().Insert(client.Id, NewMessage(conversation, made));
            await _core.Get<ClientDocuments<Attempt>>().Insert(client.Id, NewAttempt(client.Id, made.Id));
        }

        await _core.Get<ClientDocuments<Contact>>().Insert(client.Id, new Contact
        {
            Id = NewId.Of<ContactId>(_core.Time),
            ClientId = client.Id,
            ChatbotId = made.Id,
            Email = "anne@example.org",
            Locale = "fr",
            At = now,
            ExpiresAt = now.AddDays(365),
        });
        await _core.Get<ClientDocuments<VisitorConsent>>().Insert(client.Id, new VisitorConsent
        {
            Id = new VisitorId($"v-{made.Id}"),
            ClientId = client.Id,
            ChatbotId = made.Id,
            Given = "0123456789ab",
            At = now,
            ExpiresAt = now.AddDays(365),
        });

        var failed = NewAttempt(client.Id, made.Id) with { Outcome = AttemptOutcome.Failed, ClosedAt = now };
        await _core.Get<UsageCounterWriter>().ApplyAsync(1, [failed], default);

        if (!chatbot)
            return made;
        var saved = await _core.Get<KnowledgeService>().SaveAsync(
            client.Id, made.Id, new KnowledgeDraft("faq", "Horaires", "Ouvert de 7 h à 19 h.", null, "fr"), default);
        Assert.NotNull(saved.Text);
        await _core.Get<ClientDocuments<ClientKey>>().Insert(client.Id, new ClientKey
        {
            Id = ClientKeyId.Of(client.Id, _provider),
            ClientId = client.Id,
            ProviderId = _provider,
            ProtectedApiKey = "p",
            Host = "https://llm.example",
            StoredAt = now,
        });
        await _core.Get<RefusedOrigins>().RecordAsync(client.Id, made.Id, "https://elsewhere.example", default);
        var published = await _core.Get<PublishedChatbots>().FindOrNullAsync(client.Id, made.Id, default);
        await _core.Get<SiteContacts>().RecordAsync(published!, "https://www.martin.fr", "1.0.0", "6.1", default);
        await _core.Get<PlatformDocuments<Membership>>().Insert(new Membership
        {
            Id = Membership.IdOf(new UserId("u1"), client.Id),
            UserId = new UserId("u1"),
            ClientId = client.Id,
            Role = ClientRole.Manager,
            CreatedAt = now,
        });
        return made;
    }

    private Message NewMessage(Conversation conversation, Chatbot chatbot) => new()
    {
        Id = NewId.Of<MessageId>(_core.Time),
        ClientId = conversation.ClientId,
        ConversationId = conversation.Id,
        ChatbotId = chatbot.Id,
        Role = MessageRole.Visitor,
        Text = "Bonjour",
        At = conversation.StartedAt,
        VersionId = chatbot.PublishedVersionId,
        ExpiresAt = conversation.ExpiresAt,
    };

    private Attempt NewAttempt(ClientId clientId, ChatbotId chatbotId) => new()
    {
        Id = NewId.Of<AttemptId>(_core.Time),
        ClientId = clientId,
        ChatbotId = chatbotId,
        VersionId = new ChatbotVersionId("v"),
        ConversationId = new ConversationId("c"),
        MessageId = new MessageId("m"),
        ReplyId = new MessageId($"r{_attempts++}"),
        Number = 1,
        ProviderId = _provider,
        ModelId = new ModelId("m1"),
        Price = ModelPrice.Free,
        Outcome = AttemptOutcome.Completed,
        InputTokens = 100,
        OutputTokens = 20,
        CostMicros = 1500,
        StartedAt = _core.Time.GetUtcNow(),
    };

    private async Task<IReadOnlyDictionary<string, long>> CountsAsync(ClientId clientId) => new Dictionary<string, long>
    {
        [nameof(Chatbot)] = await _core.Get<ClientDocuments<Chatbot>>().CountAsync(clientId, Filter<Chatbot>.All, default),
        [nameof(ChatbotVersion)] = await _core.Get<ClientDocuments<ChatbotVersion>>().CountAsync(clientId, Filter<ChatbotVersion>.All, default),
        [nameof(RefusedOrigin)] = await _core.Get<ClientDocuments<RefusedOrigin>>().CountAsync(clientId, Filter<RefusedOrigin>.All, default),
        [nameof(SiteContact)] = await _core.Get<ClientDocuments<SiteContact>>().CountAsync(clientId, Filter<SiteContact>.All, default),
        [nameof(Conversation)] = await _core.Get<ClientDocuments<Conversation>>().CountAsync(clientId, Filter<Conversation>.All, default),
        [nameof(Message)] = await _core.Get<ClientDocuments<Message>>().CountAsync(clientId, Filter<Message>.All, default),
        [nameof(Contact)] = await _core.Get<ClientDocuments<Contact>>().CountAsync(clientId, Filter<Contact>.All, default),
        [nameof(VisitorConsent)] = await _core.Get<ClientDocuments<VisitorConsent>>().CountAsync(clientId, Filter<VisitorConsent>.All, default),
        [nameof(Attempt)] = await _core.Get<ClientDocuments<Attempt>>().CountAsync(clientId, Filter<Attempt>.All, default),
        [nameof(UsageCounter)] = await _core.Get<ClientDocuments<UsageCounter>>().CountAsync(clientId, Filter<UsageCounter>.All, default),
        [nameof(FailedAttempt)] = await _core.Get<ClientDocuments<FailedAttempt>>().CountAsync(clientId, Filter<FailedAttempt>.All, default),
        [nameof(ClientKey)] = await _core.Get<ClientDocuments<ClientKey>>().CountAsync(clientId, Filter<ClientKey>.All, default),
        [nameof(KnowledgeText)] = await _core.Get<ClientDocuments<KnowledgeText>>().CountAsync(clientId, Filter<KnowledgeText>.All, default),
        [nameof(Passage)] = await _core.Get<ClientDocuments<Passage>>().CountAsync(clientId, Filter<Passage>.All, default),
        [nameof(Membership)] = await _core.Get<PlatformDocuments<Membership>>().CountAsync(Filter<Membership>.Eq(membership => membership.ClientId, clientId), default),
        [nameof(DirectoryEntry)] = await _core.Get<PlatformDocuments<DirectoryEntry>>().CountAsync(Filter<DirectoryEntry>.Eq(entry => entry.ClientId, clientId), default),
    };
}
