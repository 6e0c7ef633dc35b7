using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Core.Quotas;
using IAfluence.Core.Quotas.Metering;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;
using Microsoft.Extensions.AI;

namespace IAfluence.Tests.Quotas;

/// <summary>Paid calls that are not answers, through the one service that makes them, to a real upstream.</summary>
public sealed class MeteredCallsTests : IAsyncLifetime
{
    private static readonly IReadOnlyList<ChatMessage> Question = [new(ChatRole.User, "Résume cette conversation.")];

    private LoopbackOpenAi _upstream = null!;
    private CoreHost _core = null!;
    private Client _client = null!;
    private Chatbot _chatbot = null!;

    public async Task InitializeAsync()
    {
        _upstream = await LoopbackOpenAi.StartAsync();
        _core = await CoreHost.StartAsync();
        var client = await _core.HasClientAsync();
        await _core.Get<QuotaService>().SetAsync(QuotaScope.OfClient(client.Id), new Quota(QuotaPeriod.Month, Messages: 100), default);
        _client = (await _core.Get<PlatformDocuments<Client>>().FindOrNullAsync(client.Id, default))!;
        _chatbot = await _core.HasChatbotAsync(_client);
        await _core.Get<PlatformDocuments<Provider>>().Insert(Catalog.Server(_upstream.BaseUrl) with { Quota = new Quota(QuotaPeriod.Month, Tokens: 1_000_000) });
    }

    public async Task DisposeAsync()
    {
        await _core.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Theory]
    [InlineData(AttemptPurpose.Summary)]
    [InlineData(AttemptPurpose.Bench)]
    [InlineData(AttemptPurpose.Golden)]
    [InlineData(AttemptPurpose.Translation)]
    public async Task Call_is_billed_to_the_agency_and_counts_for_its_model_and_provider_alone(AttemptPurpose purpose)
    {
        var model = await HasModelAsync(_core, "normal");

        var made = await Calls.ChatAsync(RequestOf(model, purpose), Question, new ChatOptions(), default);

        Assert.True(made.IsCompleted);
        Assert.Equal(UpstreamReply.Words().Text, made.Value);
        var entry = await EntryAsync();
        Assert.Equal(made.Entry!.Id, entry.Id);
        Assert.Equal((purpose, AttemptOutcome.Completed, BilledTo.Agency, 100L, 40L, 400L), (entry.Purpose, entry.Outcome, entry.BilledTo, entry.InputTokens, entry.OutputTokens, entry.CostMicros));
        Assert.Equal((null, null, null, null, false), (entry.ReplyId, entry.ConversationId, entry.MessageId, entry.VersionId, entry.Estimated));
        Assert.Null(entry.LeaseEndsAt);
        Assert.NotNull(entry.FirstTokenMicroseconds);
        await AssertUsedAsync(model, new QuotaUse(1, 140, 400));
    }

    [Fact]
    public async Task Call_that_is_no_chat_reports_what_it_used()
    {
        var model = await HasModelAsync(_core, "vectors");

        var made = await Calls.RunAsync(
            RequestOf(model, AttemptPurpose.Embedding),
            (meter, _) =>
            {
                meter.Report(inputTokens: 900, cachedInputTokens: 0, outputTokens: 0);
                return Task.FromResult<float[]>([0.6f, 0.8f]);
            },
            default);

        Assert.Equal([0.6f, 0.8f], made.Value!);
        Assert.Equal((AttemptPurpose.Embedding, 900L, 0L, false), await EntryAsync() is var entry ? (entry.Purpose, entry.InputTokens, entry.OutputTokens, entry.Estimated) : default);
        await AssertUsedAsync(model, new QuotaUse(1, 900, 0));
    }

    [Fact]
    public async Task Call_that_fails_is_closed_with_its_cause()
    {
        var model = await HasModelAsync(_core, "error-500");

        var made = await Calls.ChatAsync(RequestOf(model, AttemptPurpose.Bench), Question, new ChatOptions(), default);

        Assert.Equal((false, null, ProviderFailure.Transient), (made.IsCompleted, made.Refusal, made.Failure));
        Assert.NotNull(made.Error);
        Assert.Equal((AttemptOutcome.Failed, ProviderFailure.Transient), await EntryAsync() is var entry ? (entry.Outcome, entry.Failure) : default);
        await AssertUsedAsync(model, new QuotaUse(1, 0, 0));
    }

    [Fact]
    public async Task Call_that_its_caller_aborts_is_closed_as_cancelled_and_settled()
    {
        var model = await HasModelAsync(_core, "hang-after-5");
        using var caller = new CancellationTokenSource();
        var making = Calls.ChatAsync(RequestOf(model, AttemptPurpose.Summary), Question, new ChatOptions(), caller.Token);
        while (_upstream.Calls.Count == 0)
            await Task.Delay(10);

        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => making);

        var entry = await EntryAsync();
        Assert.Equal((AttemptOutcome.Cancelled, true), (entry.Outcome, entry.Estimated));
        Assert.NotNull(entry.ClosedAt);
        await AssertUsedAsync(model, entry.Use() with { Messages = 1 });
    }

    [Fact]
    public async Task Call_of_a_process_that_was_killed_is_settled_at_the_estimate()
    {
        var model = await HasModelAsync(_core, "normal");
        var reserved = await Calls.ReserveAsync(RequestOf(model, AttemptPurpose.Summary), default);
        await reserved.Call!.Open();
        await using var alive = await CoreHost.StartAsync(onDatabaseOf: _core);

        Assert.Equal(0, await alive.Get<AttemptSweeper>().SweepAsync(default));
        alive.Time.Advance(QuotaReservation.Lease + TimeSpan.FromSeconds(1));
        Assert.Equal(0, await alive.Get<QuotaSweeper>().SweepAsync(default));
        Assert.Equal(1, await alive.Get<AttemptSweeper>().SweepAsync(default));
        // The model's window and its provider's.
        Assert.Equal(2, await alive.Get<QuotaSweeper>().SweepAsync(default));
        // Whoever believed it dead was wrong: what it still writes changes nothing.
        reserved.Call.Start().Report(5_000, 0, 5_000);
        reserved.Call.End(AttemptOutcome.Completed);
        await reserved.Call.Close();

        Assert.Equal((AttemptPurpose.Summary, AttemptOutcome.Interrupted), await EntryAsync() is var entry ? (entry.Purpose, entry.Outcome) : default);
        await AssertUsedAsync(model, new QuotaUse(1, 120, 0));
    }

    [Fact]
    public async Task Call_of_a_process_that_was_killed_before_its_entry_was_opened_gives_back_what_it_reserved()
    {
        var model = await HasModelAsync(_core, "normal");
        Assert.NotNull((await Calls.ReserveAsync(RequestOf(model, AttemptPurpose.Bench), default)).Call);
        await using var alive = await CoreHost.StartAsync(onDatabaseOf: _core);

        alive.Time.Advance(QuotaReservation.Lease + TimeSpan.FromSeconds(1));
        Assert.Equal(2, await alive.Get<QuotaSweeper>().SweepAsync(default));

        await AssertUsedAsync(model, QuotaUse.None);
    }

    [Theory]
    [InlineData(AttemptPurpose.Reply)]
    [InlineData(AttemptPurpose.Embedding)]
    [InlineData(AttemptPurpose.Summary)]
    [InlineData(AttemptPurpose.Bench)]
    [InlineData(AttemptPurpose.Golden)]
    [InlineData(AttemptPurpose.Translation)]
    public async Task Model_that_the_client_does_not_allow_is_refused_whatever_it_is_for(AttemptPurpose purpose)
    {
        var model = await HasModelAsync(_core, "normal");
        var request = RequestOf(model, purpose) with { Client = _client with { AllowedProcessors = new AllowedProcessors([], ["eu"]) } };

        var made = await Calls.ChatAsync(request, Question, new ChatOptions(), default);

        Assert.Equal(CallRefusal.ProcessorNotAllowed, made.Refusal);
        Assert.Empty(_upstream.Calls);
        Assert.Empty(await EntriesAsync());
        await AssertUsedAsync(model, QuotaUse.None);
    }

    [Fact]
    public async Task Used_up_model_is_refused_and_not_called()
    {
        var model = await HasModelAsync(_core, "normal", new Quota(QuotaPeriod.Month, Messages: 1));
        await Calls.ChatAsync(RequestOf(model, AttemptPurpose.Bench), Question, new ChatOptions(), default);

        var second = await Calls.ChatAsync(RequestOf(model, AttemptPurpose.Summary), Question, new ChatOptions(), default);

        Assert.Equal(CallRefusal.QuotaUsedUp, second.Refusal);
        Assert.True(Calls.IsUsedUp(model));
        Assert.Single(_upstream.Calls);
        Assert.Single(await EntriesAsync());
    }

    [Fact]
    public async Task Order_that_contradicts_itself_is_a_defect()
    {
        var model = await HasModelAsync(_core, "normal");

        await Assert.ThrowsAsync<ArgumentException>(() => Calls.ReserveAsync(RequestOf(model with { KeyOf = _client.Id }, AttemptPurpose.Bench), default).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => Calls.ReserveAsync(RequestOf(model, AttemptPurpose.Reply) with { Reply = null }, default).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => Calls.ReserveAsync(RequestOf(model, AttemptPurpose.Reply) with { Purpose = AttemptPurpose.Summary }, default).AsTask());
    }

    private MeteredCalls Calls => _core.Get<MeteredCalls>();

    private CallRequest RequestOf(ResolvedModel model, AttemptPurpose purpose) => new()
    {
        Client = _client,
        ChatbotId = _chatbot.Id,
        Model = model,
        Purpose = purpose,
        EstimatedInputTokens = 120,
        Reply = purpose == AttemptPurpose.Reply ? new ReplyAttempt(_chatbot.PublishedVersionId, new ConversationId("c"), new MessageId("m"), new MessageId("r"), 1, false) : null,
    };

    private static async Task<ResolvedModel> HasModelAsync(CoreHost core, string name, Quota? quota = null)
    {
        await core.Get<PlatformDocuments<Model>>().Insert(new Model
        {
            Id = new ModelId(name),
            Key = name,
            ProviderId = new ProviderId("server"),
            Name = name,
            Price = new ModelPrice(1, 0, 0, 10_000_000),
            Quota = quota ?? new Quota(QuotaPeriod.Month, Messages: 1_000),
        });
        await core.Get<ProviderCatalog>().RefreshAsync(default);
        return core.Get<ProviderCatalog>().FindModelOrNull(new ModelId(name))!;
    }

    private async Task<IReadOnlyList<Attempt>> EntriesAsync() =>
        (await _core.Get<ClientDocuments<Attempt>>().ListAsync(_client.Id, new DocumentQuery<Attempt>(), default)).Items;

    private async Task<Attempt> EntryAsync() => Assert.Single(await EntriesAsync());

    /// <summary>Of the model's quota and the provider's, with nothing left open; the client's quota is never touched.</summary>
    private async Task AssertUsedAsync(ResolvedModel model, QuotaUse used)
    {
        var quotas = _core.Get<QuotaService>();
        Assert.Equal(used, (await quotas.FindStatusOrNullAsync(model.Model, default))!.Used);
        Assert.Equal(used, (await quotas.FindStatusOrNullAsync(model.Provider, default))!.Used);
        Assert.Equal(QuotaUse.None, (await quotas.FindStatusOrNullAsync(_client, default))!.Used);
        var windows = (await _core.Get<PlatformDocuments<QuotaWindow>>().ListAsync(new DocumentQuery<QuotaWindow>(), default)).Items;
        Assert.All(windows, window => Assert.Equal((window.Used, 0L), (window.Taken, window.OpenCount)));
        Assert.Empty((await _core.Get<PlatformReaders>().Open<ClientQuotaWindow>(PlatformPass.ForJob("test")).ListAsync(new DocumentQuery<ClientQuotaWindow>(), default)).Items);
    }
}
