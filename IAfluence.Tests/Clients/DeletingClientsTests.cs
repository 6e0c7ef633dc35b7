using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Erasure;
using IAfluence.Core.Replies.Running;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Clients;

public sealed class DeletingClientsTests : IAsyncLifetime
{
    private CoreHost _core = null!;
    private Client _gone = null!;
    private Client _kept = null!;
    private Chatbot _chatbot = null!;
    private Belongings _belongings = null!;

    private ClientService Clients => _core.Get<ClientService>();

    private ErasureSweep Sweep => _core.Get<ErasureSweep>();

    public async Task InitializeAsync()
    {
        _core = await CoreHost.StartAsync();
        _gone = await _core.HasClientAsync();
        _kept = await _core.HasClientAsync("Fleurs Durand");
        _belongings = new Belongings(_core);
        _chatbot = await _belongings.GiveAsync(_gone);
        await _belongings.GiveAsync(_kept);
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
    public async Task Deleted_clients_belongings_go_and_those_of_others_stay()
    {
        var before = await _belongings.CountsAsync(_kept.Id);
        Assert.DoesNotContain(before, count => count.Value == 0);
        Assert.Equal(before, await _belongings.CountsAsync(_gone.Id));
        await Clients.DeleteAsync(_gone.Id, default);

        await Sweep.SweepAsync(default);

        Assert.All(await _belongings.CountsAsync(_gone.Id), count => Assert.True(count.Value == 0, count.Key));
        Assert.Equal(before, await _belongings.CountsAsync(_kept.Id));
    }

    [Fact]
    public async Task Its_own_document_goes_last_with_what_calls_under_way_had_still_written()
    {
        await Clients.DeleteAsync(_gone.Id, default);
        await Sweep.SweepAsync(default);
        await _belongings.GiveAsync(_gone, _chatbot);
        Assert.NotNull(await _core.Get<PlatformDocuments<Client>>().FindOrNullAsync(_gone.Id, default));

        _core.Time.Advance(ErasureDelay.Duration);
        await Sweep.SweepAsync(default);

        Assert.All(await _belongings.CountsAsync(_gone.Id), count => Assert.True(count.Value == 0, count.Key));
        Assert.Null(await _core.Get<PlatformDocuments<Client>>().FindOrNullAsync(_gone.Id, default));
    }

    [Fact]
    public async Task Its_ledger_stays_in_the_books_as_totals_that_name_nobody()
    {
        await Clients.DeleteAsync(_gone.Id, default);
        _core.Time.Advance(ErasureDelay.Duration);

        await Sweep.SweepAsync(default);

        var month = Assert.Single((await _core.Get<PlatformDocuments<ProviderMonth>>().ListAsync(new DocumentQuery<ProviderMonth>(), default)).Items);
        Assert.Equal(("2026-03", Belongings.Provider, 3, 300, 60, 4500), (month.Month, month.ProviderId, (int)month.Attempts, (int)month.InputTokens, (int)month.OutputTokens, (int)month.CostMicros));
        Assert.Empty(month.Folding);
    }

    [Fact]
    public async Task A_crash_between_counting_and_deleting_counts_nothing_twice()
    {
        var attempts = _core.Get<ClientDocuments<Attempt>>();
        var ledger = (await attempts.ListAsync(_gone.Id, new DocumentQuery<Attempt>(), default)).Items;
        await Clients.DeleteAsync(_gone.Id, default);
        await Sweep.SweepAsync(default);
        foreach (var entry in ledger.Skip(1))
            await attempts.Insert(_gone.Id, entry);

        await Sweep.SweepAsync(default);

        var month = Assert.Single((await _core.Get<PlatformDocuments<ProviderMonth>>().ListAsync(new DocumentQuery<ProviderMonth>(), default)).Items);
        Assert.Equal((3, 4500), ((int)month.Attempts, (int)month.CostMicros));
        Assert.Equal(0, await attempts.CountAsync(_gone.Id, Filter<Attempt>.All, default));
    }

    [Fact]
    public async Task Two_processes_may_erase_at_once()
    {
        await using var other = await CoreHost.StartAsync(onDatabaseOf: _core);
        await Clients.DeleteAsync(_gone.Id, default);
        _core.Time.Advance(ErasureDelay.Duration);

        await Task.WhenAll(Sweep.SweepAsync(default), other.Get<ErasureSweep>().SweepAsync(default));
        await Sweep.SweepAsync(default);

        var month = Assert.Single((await _core.Get<PlatformDocuments<ProviderMonth>>().ListAsync(new DocumentQuery<ProviderMonth>(), default)).Items);
        Assert.Equal((3, 4500), ((int)month.Attempts, (int)month.CostMicros));
        Assert.All(await _belongings.CountsAsync(_gone.Id), count => Assert.True(count.Value == 0, count.Key));
    }

    [Fact]
    public async Task An_answer_still_under_way_is_waited_for()
    {
        await _core.Get<ClientDocuments<Attempt>>().Insert(_gone.Id, _belongings.NewAttempt(_gone.Id, _chatbot.Id) with
        {
            Outcome = AttemptOutcome.Open,
            LeaseEndsAt = _core.Time.GetUtcNow() + ErasureDelay.Duration + TimeSpan.FromMinutes(5),
        });
        await Clients.DeleteAsync(_gone.Id, default);
        _core.Time.Advance(ErasureDelay.Duration);

        await Sweep.SweepAsync(default);

        Assert.Equal(1, await _core.Get<ClientDocuments<Attempt>>().CountAsync(_gone.Id, Filter<Attempt>.All, default));
        Assert.NotNull(await _core.Get<PlatformDocuments<Client>>().FindOrNullAsync(_gone.Id, default));
    }

    [Fact]
    public async Task A_chatbot_deleted_alone_leaves_the_ledger_and_its_neighbours()
    {
        var neighbour = await _belongings.GiveAsync(_gone);
        var before = await _belongings.CountsAsync(_kept.Id);
        await _core.Get<ChatbotService>().DeleteAsync(_gone.Id, _chatbot.Id, default);
        Assert.Null(await _core.Get<ChatbotService>().FindOrNullAsync(_gone.Id, _chatbot.Id, default));

        await Sweep.SweepAsync(default);
        _core.Time.Advance(ErasureDelay.Duration);
        await Sweep.SweepAsync(default);

        var after = await _belongings.CountsAsync(_gone.Id);
        var once = before.ToDictionary(count => count.Key, count => count.Value);
        foreach (var stays in new[] { "attempts", "usage-counters", "failed-attempts" })
            once[stays] *= 2;
        Assert.Equal(once, after);
        Assert.NotNull(await _core.Get<PublishedChatbots>().FindByPublicKeyOrNullAsync(neighbour.PublicKey, default));
    }

    [Fact]
    public async Task An_answer_under_way_is_ended_in_whatever_process_it_is_made()
    {
        var records = _core.Get<ClientDocuments<ReplyRecord>>();
        var record = (await records.ListAsync(_gone.Id, new DocumentQuery<ReplyRecord>(), default)).Items[0];
        await records.Replace(_gone.Id, record with { FinishReason = null });
        await Clients.DeleteAsync(_gone.Id, default);

        await Sweep.SweepAsync(default);

        var signal = Assert.Single((await _core.Get<PlatformDocuments<ReplySignal>>().ListAsync(new DocumentQuery<ReplySignal>(), default)).Items);
        Assert.Equal((record.Id, record.InstanceId, ReplySignalKind.Discard), (signal.MessageId, signal.InstanceId, signal.Kind));
    }
}
