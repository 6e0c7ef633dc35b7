using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Usage;

/// <summary>Calls of models by several clients over some days, ended in every way, written by the ledger itself.</summary>
internal sealed class RandomLedger(CoreHost core, Random random)
{
    private readonly List<Attempt> _closed = [];

    /// <summary>Before every entry, on the beginning of a day.</summary>
    public DateTimeOffset Start { get; } = UsageSpan.Day.Floor(core.Time.GetUtcNow()).AddDays(-1);

    public IReadOnlyList<ClientId> Clients { get; private set; } = [];

    public IReadOnlyList<(ClientId Client, ChatbotId Chatbot)> Chatbots { get; private set; } = [];

    /// <summary>Every closed entry, in the order of closing.</summary>
    public IReadOnlyList<Attempt> Closed => _closed;

    public static async Task<RandomLedger> StartAsync(CoreHost core, Random random)
    {
        var ledger = new RandomLedger(core, random);
        foreach (var name in new[] { "martin", "dupont", "leroy" })
        {
            var client = new Client
            {
                Id = new ClientId(name),
                Key = name,
                Name = name,
                NameSortKey = name,
                Locale = "fr",
                TimeZone = "Europe/Paris",
                CreatedAt = core.Time.GetUtcNow(),
            };
            await core.Get<PlatformDocuments<Client>>().Insert(client);
        }

        ledger.Clients = [new("martin"), new("dupont"), new("leroy")];
        ledger.Chatbots = [.. ledger.Clients.SelectMany(client => Enumerable.Range(1, 2).Select(n => (client, new ChatbotId($"{client}{n}"))))];
        return ledger;
    }

    /// <summary>Time goes on by up to ten minutes from one to the next half of the time, else by nothing; one in thirty stays open.</summary>
    public async Task AddAsync(int count)
    {
        var durable = new List<Task>();
        for (var i = 0; i < count; i++)
        {
            if (_closed.Count < 600 && random.Next(2) == 0)
                core.Time.Advance(TimeSpan.FromSeconds(random.Next(600)));
            var open = NewEntry();
            await core.Get<Ledger>().Open(open).Decided;
            if (random.Next(30) == 0)
                continue;
            var closing = core.Get<Ledger>().Close(End(open));
            _closed.Add((await closing.Decided).After!);
            durable.Add(closing.Durable);
        }

        await Task.WhenAll(durable);
        _closed.Sort((one, other) => LedgerPosition.Of(one).CompareTo(LedgerPosition.Of(other)));
    }

    /// <summary>An entry that another process closed a minute ago by its clock, and that came to the store only now.</summary>
    public async Task AddLateAsync()
    {
        var late = End(NewEntry()) with { ClosedAt = _closed[^1].ClosedAt!.Value.AddMinutes(-1), LeaseEndsAt = null };
        await core.Get<ClientDocuments<Attempt>>().Insert(late.ClientId, late);
        _closed.Add((await core.Get<ClientDocuments<Attempt>>().FindOrNullAsync(late.ClientId, late.Id, default))!);
    }

    /// <summary>An entry as it was closed before entries said when.</summary>
    public async Task AddUnstampedAsync()
    {
        var old = End(NewEntry()) with { ClosedAt = null, LeaseEndsAt = null };
        await core.Get<ClientDocuments<Attempt>>().Insert(old.ClientId, old);
    }

    public Attempt NewEntry()
    {
        var (client, chatbot) = Chatbots[random.Next(Chatbots.Count)];
        var now = core.Time.GetUtcNow();
        // One in three is a call for something else: an embedding or a summary.
        var purpose = (AttemptPurpose)Math.Max(0, random.Next(6) - 3);
        var ofReply = purpose == AttemptPurpose.Reply;
        return new Attempt
        {
            Id = NewId.Of<AttemptId>(core.Time),
            ClientId = client,
            ChatbotId = chatbot,
            Purpose = purpose,
            VersionId = ofReply ? new ChatbotVersionId("v") : null,
            ConversationId = ofReply ? new ConversationId("c") : null,
            MessageId = ofReply ? new MessageId("m") : null,
            ReplyId = ofReply ? NewId.Of<MessageId>(core.Time) : null,
            Number = ofReply ? random.Next(1, 4) : 1,
            ProviderId = new ProviderId("p" + random.Next(2)),
            ModelId = new ModelId("m" + random.Next(3)),
            Price = new ModelPrice(1, 150_000, 75_000, 600_000),
            InputTokens = random.Next(5_000),
            Estimated = true,
            StartedAt = now - TimeSpan.FromSeconds(random.Next(90)),
            LeaseEndsAt = now.AddMinutes(4),
        };
    }

    private Attempt End(Attempt open)
    {
        var outcome = (AttemptOutcome)random.Next(1, 6);
        var output = random.Next(900);
        return open with
        {
            Outcome = outcome,
            Failure = outcome == AttemptOutcome.Failed ? (ProviderFailure)random.Next(10) : null,
            CachedInputTokens = random.Next((int)open.InputTokens + 1),
            OutputTokens = output,
            Estimated = random.Next(4) == 0,
            CostMicros = open.Price.CostMicros(open.InputTokens, 0, output),
            FirstTokenMicroseconds = random.Next(4) == 0 ? null : random.Next(2_000_000),
            DurationMicroseconds = random.Next(60_000_000),
            ClosedAt = core.Time.GetUtcNow(),
        };
    }
}
