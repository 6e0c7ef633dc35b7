using System.Text.Json;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Usage;

/// <summary>Calls for other purposes than answers: part of the money, not of the statistics of answers.</summary>
public sealed class CountingPurposesTests
{
    private static readonly ClientId Martin = new("martin");
    private static readonly PlatformPass Pass = PlatformPass.ForJob("test");

    [Fact]
    public void Answer_is_stored_as_before_purposes()
    {
        var stored = JsonSerializer.SerializeToElement(Entry(AttemptPurpose.Reply, 1), DocumentJson.Options);

        Assert.False(stored.TryGetProperty("purpose", out _));
        Assert.Equal("r1", stored.GetProperty("replyId").GetString());
        Assert.Equal("c1", stored.GetProperty("conversationId").GetString());
        Assert.Equal(AttemptPurpose.Reply, stored.Deserialize<Attempt>(DocumentJson.Options)!.Purpose);
    }

    [Theory]
    [InlineData(AttemptPurpose.Embedding, "embedding")]
    [InlineData(AttemptPurpose.Summary, "summary")]
    [InlineData(AttemptPurpose.Bench, "bench")]
    [InlineData(AttemptPurpose.Golden, "golden")]
    [InlineData(AttemptPurpose.Translation, "translation")]
    public void Purpose_other_than_a_reply_is_stored_by_its_name_without_ids_of_a_conversation(AttemptPurpose purpose, string name)
    {
        var stored = JsonSerializer.SerializeToElement(Entry(purpose, 1), DocumentJson.Options);

        Assert.Equal(name, stored.GetProperty("purpose").GetString());
        string[] ofRepliesOnly = ["replyId", "conversationId", "messageId", "versionId"];
        Assert.All(ofRepliesOnly, id => Assert.False(stored.TryGetProperty(id, out _), id));
        Assert.Equal(purpose, stored.Deserialize<Attempt>(DocumentJson.Options)!.Purpose);
    }

    [Fact]
    public async Task Figures_of_answers_and_of_money_agree_with_the_ledger_before_and_after_counting()
    {
        await using var core = await CoreHost.StartAsync();
        var client = await core.HasClientAsync();
        await CloseAsync(core, client.Id, Entry(AttemptPurpose.Reply, 30), AttemptOutcome.Completed);
        await CloseAsync(core, client.Id, Entry(AttemptPurpose.Reply, 5), AttemptOutcome.Failed);
        await CloseAsync(core, client.Id, Entry(AttemptPurpose.Bench, 700), AttemptOutcome.Failed);
        await CloseAsync(core, client.Id, Entry(AttemptPurpose.Summary, 11), AttemptOutcome.Completed);

        await AssertFiguresAsync(core);
        core.Time.Advance(UsageProjector.Settling + TimeSpan.FromSeconds(1));
        await core.Get<UsageProjector>().ProjectAsync(default);
        await AssertFiguresAsync(core);

        // What failed beside the answers leads to no conversation, so it is not listed as a switch.
        var switches = await core.Get<SwitchTimeline>().ListAsync(Pass, null, null, null, 10, default);
        Assert.Equal([5L], switches.Items.Select(each => each.Failed.CostMicros));
    }

    private static async Task AssertFiguresAsync(CoreHost core)
    {
        var day = UsageSpan.Day.Floor(core.Time.GetUtcNow());
        var all = new UsageFilter(new UsageScope.Everywhere(Pass), day, day.AddDays(1));
        var usage = core.Get<UsageQuery>();

        var (total, answers) = (await usage.TotalAsync(all, default), await usage.TotalAsync(all with { Purpose = AttemptPurpose.Reply }, default));
        var byPurpose = await usage.SumAsync(all, UsageGrouping.Purpose, TimeZoneInfo.Utc, default);

        Assert.Equal((4L, 746L), (total.Attempts, total.CostMicros));
        Assert.Equal((2L, 1L, 1L, 35L), (answers.Attempts, answers.Completed, answers.Failed, answers.CostMicros));
        Assert.Equal(0.5, answers.ErrorRate());
        Assert.Equal(
            [(AttemptPurpose.Reply, 35L), (AttemptPurpose.Summary, 11L), (AttemptPurpose.Bench, 700L)],
            byPurpose.Select(row => (row.Key.Purpose!.Value, row.Figures.CostMicros)).Order());
    }

    private static async Task CloseAsync(CoreHost core, ClientId clientId, Attempt entry, AttemptOutcome outcome)
    {
        var now = core.Time.GetUtcNow();
        entry = entry with { Id = NewId.Of<AttemptId>(core.Time), ClientId = clientId, StartedAt = now, LeaseEndsAt = now.AddMinutes(1) };
        await core.Get<Ledger>().Open(entry);
        await core.Get<Ledger>().Close(entry with { Outcome = outcome, ClosedAt = now });
    }

    private static Attempt Entry(AttemptPurpose purpose, long costMicros)
    {
        var entry = new Attempt
        {
            Id = new AttemptId("a1"),
            ClientId = Martin,
            ChatbotId = new ChatbotId("accueil"),
            Purpose = purpose,
            Number = 1,
            ProviderId = new ProviderId("p"),
            ModelId = new ModelId("m"),
            Price = ModelPrice.Free,
            CostMicros = costMicros,
            StartedAt = DateTimeOffset.UnixEpoch,
        };
        return purpose != AttemptPurpose.Reply ? entry : entry with
        {
            VersionId = new ChatbotVersionId("v1"),
            ConversationId = new ConversationId("c1"),
            MessageId = new MessageId("m1"),
            ReplyId = new MessageId("r1"),
        };
    }
}
