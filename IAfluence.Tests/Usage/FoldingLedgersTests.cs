using IAfluence.Core.Providers;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Usage;

public sealed class FoldingLedgersTests
{
    private static readonly ClientId _gone = new("gone");

    [Fact]
    public async Task Late_process_counts_nothing_that_is_already_folded_and_forgotten()
    {
        await using var core = await CoreHost.StartAsync();
        await using var other = await CoreHost.StartAsync(onDatabaseOf: core);
        LedgerFolding[] foldings = [core.Get<LedgerFolding>(), other.Get<LedgerFolding>()];
        var attempts = core.Get<ClientDocuments<Attempt>>();
        var ledger = Enumerable.Range(1, 3).Select(n => NewAttempt(core, n)).ToList();
        core.Time.Advance(LedgerFolding.Settling);
        // The moment is short: without care it is met in one round of twenty or so.
        const int rounds = 60;

        for (var round = 0; round < rounds; round++)
        {
            foreach (var entry in ledger)
                await attempts.Insert(_gone, entry);
            await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(async () =>
            {
                if (await foldings[n % 2].FoldAsync(_gone, default))
                    await foldings[n % 2].ForgetAsync(_gone, default);
            })));
        }

        var month = Assert.Single((await core.Get<PlatformDocuments<ProviderMonth>>().ListAsync(new DocumentQuery<ProviderMonth>(), default)).Items);
        Assert.Equal(ledger.Count * rounds, month.Attempts);
    }

    private static Attempt NewAttempt(CoreHost core, int number) => new()
    {
        Id = NewId.Of<AttemptId>(core.Time),
        ClientId = _gone,
        ChatbotId = new ChatbotId("b"),
        VersionId = new ChatbotVersionId("v"),
        ConversationId = new ConversationId("c"),
        MessageId = new MessageId("m"),
        ReplyId = new MessageId("r"),
        Number = number,
        ProviderId = new ProviderId("p1"),
        ModelId = new ModelId("m1"),
        Price = ModelPrice.Free,
        Outcome = AttemptOutcome.Completed,
        StartedAt = core.Time.GetUtcNow(),
    };
}
