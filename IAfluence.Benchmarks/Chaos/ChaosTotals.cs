using IAfluence.Core;
using IAfluence.Core.Providers;
using IAfluence.Core.Quotas;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;

namespace IAfluence.Benchmarks.Chaos;

/// <summary>The product's usage totals after a run, read from its store, and their discrepancies.</summary>
/// <param name="Attempts">Entries of the ledger.</param>
/// <param name="Completed">Entries with a completed answer.</param>
/// <param name="Failed">Failed entries.</param>
/// <param name="Continued">Answers to which more than one model contributed.</param>
/// <param name="ReportedOutputTokens">The output tokens of entries whose provider reported them.</param>
/// <param name="CostMicros">The total cost in the ledger.</param>
/// <param name="Disagreements">Descriptions of discrepancies; empty when everything agrees.</param>
internal sealed record ChaosTotals(
    int Attempts, int Completed, int Failed, int Continued, long ReportedOutputTokens, long CostMicros, IReadOnlyList<string> Disagreements)
{
    public static async Task<ChaosTotals> ReadAsync(string folder, CancellationToken ct)
    {
        await using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Path", folder)]).Build())
            .AddSingleton(TimeProvider.System)
            .AddLogging()
            .AddIAfluenceCore()
            .BuildServiceProvider();
        await services.GetRequiredService<IDocumentEngine>().PrepareAsync([.. services.GetServices<CollectionDefinition>()], ct);
        var readers = services.GetRequiredService<PlatformReaders>();
        var attempts = await AllAsync<Attempt>(readers, ct);
        var conversations = await AllAsync<Conversation>(readers, ct);
        var replies = (await AllAsync<Message>(readers, ct)).Where(message => message.Role == MessageRole.Assistant).ToList();

        var disagreements = new List<string>();
        void Agree(string what, long one, long other)
        {
            if (one != other)
                disagreements.Add($"{what}: {one} and {other}");
        }

        Agree("entries still open", attempts.Count(attempt => attempt.Outcome == AttemptOutcome.Open), 0);
        Agree("replies stored and answers completed", replies.Count, attempts.Count(attempt => attempt.Outcome == AttemptOutcome.Completed));
        Agree("cost of the ledger and of the conversations", attempts.Sum(attempt => attempt.CostMicros), conversations.Sum(conversation => conversation.CostMicros));
        Agree("cost of the entries and of their own tokens and price",
            attempts.Sum(attempt => attempt.CostMicros),
            attempts.Sum(attempt => attempt.Price.CostMicros(attempt.InputTokens, attempt.CachedInputTokens, attempt.OutputTokens)));
        var byReply = attempts.GroupBy(attempt => attempt.ReplyId).ToList();
        Agree("numbers of attempts that have a gap or a double", byReply.Count(reply => !reply.Select(attempt => attempt.Number).Order().SequenceEqual(Enumerable.Range(1, reply.Count()))), 0);
        var today = new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        var counted = await services.GetRequiredService<UsageQuery>().TotalAsync(
            new UsageFilter(new UsageScope.Everywhere(PlatformPass.ForJob("benchmark")), today.AddDays(-1), today.AddDays(2)), ct);
        Agree("entries and counted attempts", attempts.Count, counted.Attempts);
        Agree("cost of the ledger and of the counters", attempts.Sum(attempt => attempt.CostMicros), counted.CostMicros);
        Agree("tokens of the ledger and of the counters", attempts.Sum(TokensOf), counted.InputTokens + counted.OutputTokens);
        await AgreeOnQuotasAsync(services, attempts, replies.Count, Agree, ct);
        return new ChaosTotals(
            attempts.Count,
            attempts.Count(attempt => attempt.Outcome == AttemptOutcome.Completed),
            attempts.Count(attempt => attempt.Outcome == AttemptOutcome.Failed),
            byReply.Count(reply => reply.Count(attempt => attempt.FirstTokenMicroseconds is not null) > 1),
            attempts.Where(attempt => !attempt.Estimated).Sum(attempt => attempt.OutputTokens),
            attempts.Sum(attempt => attempt.CostMicros),
            disagreements);
    }

    /// <summary>Compares the quotas of the client and of the steady model with the ledger.</summary>
    private static async Task AgreeOnQuotasAsync(
        IServiceProvider services, IReadOnlyList<Attempt> attempts, int replies, Action<string, long, long> agree, CancellationToken ct)
    {
        var ofClient = (await AllAsync<ClientQuotaWindow>(services.GetRequiredService<PlatformReaders>(), ct)).Select(window => window.Used).ToList();
        agree("messages of the client's quota and replies", ofClient.Sum(used => used.Messages), replies);
        agree("cost of the client's quota and of the ledger", ofClient.Sum(used => used.CostMicros), attempts.Sum(attempt => attempt.CostMicros));
        agree("tokens of the client's quota and of the ledger", ofClient.Sum(used => used.Tokens), attempts.Sum(TokensOf));

        var steady = (await services.GetRequiredService<PlatformDocuments<Model>>().FirstOrNullAsync(
            DocumentQuery<Model>.Where(Filter<Model>.Eq(model => model.Key, FlakyUpstream.SteadyModel)), ct))!;
        var ofModel = (await services.GetRequiredService<PlatformDocuments<QuotaWindow>>().ListAsync(new DocumentQuery<QuotaWindow>(), ct)).Items.Select(window => window.Used).ToList();
        var calls = attempts.Where(attempt => attempt.ModelId == steady.Id).ToList();
        agree("calls of the model's quota and of the ledger", ofModel.Sum(used => used.Messages), calls.Count);
        agree("cost of the model's quota and of the ledger", ofModel.Sum(used => used.CostMicros), calls.Sum(attempt => attempt.CostMicros));
    }

    private static long TokensOf(Attempt attempt) => attempt.InputTokens + attempt.OutputTokens;

    private static async Task<IReadOnlyList<T>> AllAsync<T>(PlatformReaders readers, CancellationToken ct) where T : class, IClientDocument
    {
        var reader = readers.Open<T>(PlatformPass.ForJob("benchmark"));
        var all = new List<T>();
        string? after = null;
        do
        {
            var page = await reader.ListAsync(DocumentQuery<T>.Where(Filter<T>.All).Take(DocumentQuery<T>.MaxLimit).StartAfter(after), ct);
            all.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return all;
    }
}
