using IAfluence.Core.Chatbots;
using IAfluence.Core.Providers;
using IAfluence.Core.Quotas;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Quotas;

/// <summary>A process that dies between reserving and settling: another one settles from the ledger, once.</summary>
public sealed class CrashingTests
{
    private static readonly ModelPrice Price = new(1, 1_000_000, 1_000_000, 1_000_000);

    [Fact]
    public async Task Message_of_a_dead_process_is_settled_from_the_ledger()
    {
        await using var dead = await CoreHost.StartAsync();
        await using var alive = await CoreHost.StartAsync(onDatabaseOf: dead);
        var chatbot = await HasChatbotAsync(dead);
        var question = await AskAsync(dead, chatbot);
        await dead.Get<Ledger>().Close((await OpenAsync(dead, question)) with { Outcome = AttemptOutcome.Failed, InputTokens = 30, CostMicros = 30, ClosedAt = dead.Time.GetUtcNow() });
        await OpenAsync(dead, question);

        Assert.Equal(0, await alive.Get<QuotaSweeper>().SweepAsync(default));
        alive.Time.Advance(QuotaReservation.Lease + TimeSpan.FromSeconds(1));
        // The second attempt is open as long as nobody has closed it, and its use unknown.
        Assert.Equal(0, await alive.Get<QuotaSweeper>().SweepAsync(default));
        Assert.Equal(1, await alive.Get<AttemptSweeper>().SweepAsync(default));
        var swept = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => alive.Get<QuotaSweeper>().SweepAsync(default)));

        Assert.Equal(2, swept.Sum());
        Assert.All(await alive.WindowsAsync(), window => Assert.Equal(
            (new QuotaUse(1, 130, 130), new QuotaUse(1, 130, 130), 0L), (window.Used, window.Taken, window.OpenCount)));
    }

    [Fact]
    public async Task Reply_that_is_made_anew_counts_its_message_once_and_both_calls()
    {
        await using var dead = await CoreHost.StartAsync();
        await using var alive = await CoreHost.StartAsync(onDatabaseOf: dead);
        var chatbot = await HasChatbotAsync(dead);
        var question = await AskAsync(dead, chatbot);
        await OpenAsync(dead, question);
        alive.Time.Advance(TimeSpan.FromMinutes(1));

        var claim = await alive.Get<MessageQuotas>().TakeOverOrNullAsync(chatbot, ClaimOf(question), new QuotaUse(1, 500, 500), alive.Time.GetUtcNow(), default);
        var group = alive.Get<QuotaWindows>().NewGroup();
        claim!.Reserve(group);
        group.Submit();
        var closed = (await OpenAsync(alive, question)) with { Outcome = AttemptOutcome.Completed, InputTokens = 40, OutputTokens = 10, CostMicros = 50, ClosedAt = alive.Time.GetUtcNow() };
        await alive.Get<Ledger>().Close(closed);
        group = alive.Get<QuotaWindows>().NewGroup();
        var settled = claim.Settle(closed.Use(), group);
        group.Submit();
        await settled;

        alive.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, await alive.Get<QuotaSweeper>().SweepAsync(default));
        Assert.All(await alive.WindowsAsync(), window => Assert.Equal(
            (new QuotaUse(1, 150, 150), new QuotaUse(1, 150, 150), 0L), (window.Used, window.Taken, window.OpenCount)));
    }

    [Fact]
    public async Task Reply_whose_second_process_dies_too_is_settled_without_counting_the_first_again()
    {
        await using var core = await CoreHost.StartAsync();
        var chatbot = await HasChatbotAsync(core);
        var question = await AskAsync(core, chatbot);
        await OpenAsync(core, question);
        core.Time.Advance(TimeSpan.FromMinutes(1));
        var claim = await core.Get<MessageQuotas>().TakeOverOrNullAsync(chatbot, ClaimOf(question), new QuotaUse(1, 500, 500), core.Time.GetUtcNow(), default);
        var group = core.Get<QuotaWindows>().NewGroup();
        claim!.Reserve(group);
        group.Submit();
        await OpenAsync(core, question);

        core.Time.Advance(QuotaReservation.Lease + TimeSpan.FromSeconds(1));
        await core.Get<AttemptSweeper>().SweepAsync(default);
        Assert.Equal(2, await core.Get<QuotaSweeper>().SweepAsync(default));

        Assert.All(await core.WindowsAsync(), window => Assert.Equal(
            (new QuotaUse(1, 200, 200), new QuotaUse(1, 200, 200), 0L), (window.Used, window.Taken, window.OpenCount)));
    }

    [Fact]
    public async Task Call_of_a_dead_process_is_settled_for_its_model_and_provider()
    {
        await using var dead = await CoreHost.StartAsync();
        await using var alive = await CoreHost.StartAsync(onDatabaseOf: dead);
        var (model, chatbot) = (await HasModelAsync(dead), await HasChatbotAsync(dead));
        await alive.Get<ProviderCatalog>().RefreshAsync(default);
        var question = await AskAsync(dead, chatbot);
        var opening = AttemptOf(dead, question, model.Id, model.ProviderId);
        Assert.NotNull(await dead.Get<ModelQuotas>().ReserveOrNullAsync(dead.Get<ProviderCatalog>().FindModelOrNull(model.Id)!, opening, default));
        await dead.Get<Ledger>().Open(opening);

        await alive.Get<ModelQuotas>().RefreshAsync(default);
        var resolved = alive.Get<ProviderCatalog>().FindModelOrNull(model.Id)!;
        Assert.True(alive.Get<ModelQuotas>().IsUsedUp(resolved));
        alive.Time.Advance(TimeSpan.FromMinutes(30));
        await alive.Get<AttemptSweeper>().SweepAsync(default);
        await alive.Get<QuotaSweeper>().SweepAsync(default);

        var status = (await alive.Get<QuotaService>().FindStatusOrNullAsync(resolved.Model, default))!;
        var ofProvider = (await alive.Get<QuotaService>().FindStatusOrNullAsync(resolved.Provider, default))!;
        Assert.Equal((new QuotaUse(1, 100, 100), new QuotaUse(1, 100, 100)), (status.Used, ofProvider.Used));
        Assert.Null(await alive.Get<ModelQuotas>().ReserveOrNullAsync(resolved, opening with { Id = NewId.Of<AttemptId>(alive.Time) }, default));
    }

    private static async Task<PublishedChatbot> HasChatbotAsync(CoreHost core)
    {
        var client = await core.HasClientAsync();
        var chatbot = await core.HasChatbotAsync(client);
        await core.Get<QuotaService>().SetAsync(QuotaScope.OfClient(client.Id), new Quota(QuotaPeriod.Month, Messages: 100), default);
        await core.Get<QuotaService>().SetAsync(QuotaScope.OfChatbot(client.Id, chatbot.Id), new Quota(QuotaPeriod.Day, CostMicros: 1_000_000), default);
        return (await core.Get<PublishedChatbots>().FindOrNullAsync(client.Id, chatbot.Id, default))!;
    }

    /// <summary>The model and its provider each have a quota of one call.</summary>
    private static async Task<Model> HasModelAsync(CoreHost core)
    {
        await core.Get<ProviderService>().EnsureBuiltinAsync(default);
        var one = new Quota(QuotaPeriod.Month, Messages: 1);
        await core.Get<QuotaService>().SetAsync(QuotaScope.OfModel(BuiltinProvider.ModelId), one, default);
        await core.Get<QuotaService>().SetAsync(QuotaScope.OfProvider(BuiltinProvider.ProviderId), one, default);
        return core.Get<ProviderCatalog>().FindModelOrNull(BuiltinProvider.ModelId)!.Model;
    }

    private static async Task<Message> AskAsync(CoreHost core, PublishedChatbot chatbot)
    {
        var question = new Message
        {
            Id = NewId.Of<MessageId>(core.Time),
            ClientId = chatbot.Client.Id,
            ConversationId = NewId.Of<ConversationId>(core.Time),
            ChatbotId = chatbot.Chatbot.Id,
            Role = MessageRole.Visitor,
            Text = "Bonjour ?",
            At = core.Time.GetUtcNow(),
            ReplyId = NewId.Of<MessageId>(core.Time),
            VersionId = chatbot.Version.Id,
            ExpiresAt = core.Time.GetUtcNow().AddDays(1),
        };
        var messages = core.Get<ClientDocuments<Message>>();
        var group = messages.NewGroup();
        core.Get<MessageQuotas>().ClaimOrNull(chatbot, ClaimOf(question), new QuotaUse(1, 500, 500))!.Reserve(group);
        var stored = messages.Insert(chatbot.Client.Id, question, group);
        group.Submit();
        Assert.Equal(InsertResult.Inserted, await stored);
        return question;
    }

    private static ClaimedMessage ClaimOf(Message question) => new(question.Id, question.ReplyId!.Value, question.At);

    private static async Task<Attempt> OpenAsync(CoreHost core, Message question)
    {
        var attempt = AttemptOf(core, question, new ModelId("m"), new ProviderId("p"));
        await core.Get<Ledger>().Open(attempt);
        return attempt;
    }

    private static Attempt AttemptOf(CoreHost core, Message question, ModelId model, ProviderId provider) => new()
    {
        Id = NewId.Of<AttemptId>(core.Time),
        ClientId = question.ClientId,
        ChatbotId = question.ChatbotId,
        VersionId = question.VersionId,
        ConversationId = question.ConversationId,
        MessageId = question.Id,
        ReplyId = question.ReplyId!.Value,
        Number = 1,
        ProviderId = provider,
        ModelId = model,
        Price = Price,
        InputTokens = 100,
        Estimated = true,
        StartedAt = core.Time.GetUtcNow(),
        LeaseEndsAt = core.Time.GetUtcNow() + TimeSpan.FromMinutes(4),
    };
}

internal static class QuotaWindowsOfATest
{
    public static async Task<IReadOnlyList<ClientQuotaWindow>> WindowsAsync(this CoreHost core)
    {
        var page = await core.Get<PlatformReaders>().Open<ClientQuotaWindow>(PlatformPass.ForJob("test")).ListAsync(new DocumentQuery<ClientQuotaWindow>(), default);
        Assert.NotEmpty(page.Items);
        return page.Items;
    }
}
