using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>A failed attempt and the attempt that followed it.</summary>
/// <param name="Next">The next attempt at the same reply; null when there was none.</param>
public sealed record ModelSwitch(FailedAttempt Failed, Attempt? Next);

/// <summary>One page of the list of model switches.</summary>
/// <param name="Items">Ordered by time, newest first.</param>
/// <param name="Older">The position of the next page; null on the last page.</param>
public sealed record SwitchList(IReadOnlyList<ModelSwitch> Items, SwitchPosition? Older);

/// <summary>Lists failed attempts of all clients with the attempts that followed them. The list is complete up to now.</summary>
public sealed class SwitchTimeline(PlatformReaders readers, ClientDocuments<Attempt> attempts, UsageProjections projection, ClosedEntries entries)
{
    /// <param name="modelId">Lists only failures of this model; null for all.</param>
    /// <param name="chatbotId">Lists only replies of this chatbot; null for all.</param>
    /// <param name="after">The position after which the page starts; null for the newest.</param>
    /// <param name="limit">The maximum number of items.</param>
    public async Task<SwitchList> ListAsync(
        PlatformPass pass, ModelId? modelId, ChatbotId? chatbotId, SwitchPosition? after, int limit, CancellationToken ct)
    {
        // Failures that are not projected yet are read from the ledger. One that is projected in the meantime is read twice and stored once by its id.
        var state = await projection.ReadAsync(ct);
        var found = new Dictionary<AttemptId, FailedAttempt>();
        await foreach (var page in entries.ReadAsync(pass, state.Through, null, ct))
        {
            foreach (var entry in page.Where(entry => FailedAttempt.Is(entry)
                && entry.ModelId == (modelId ?? entry.ModelId) && entry.ChatbotId == (chatbotId ?? entry.ChatbotId)))
            {
                if (FailedAttempt.Of(entry) is var failed && after?.Precedes(failed) != false)
                    found[entry.Id] = failed;
            }
        }

        foreach (var failed in await TakeAsync(readers.Open<FailedAttempt>(pass), Selected(modelId, chatbotId), after, limit + 1, ct))
            found[failed.Id] = failed;
        var newest = found.Values.OrderByDescending(failed => failed.At).ThenByDescending(failed => failed.Id.Value, StringComparer.Ordinal).ToList();
        var shown = newest.Take(limit).ToList();
        return new SwitchList(await WithNextAsync(shown, ct), newest.Count > limit ? SwitchPosition.Of(shown[^1]) : null);
    }

    private static Filter<FailedAttempt> Selected(ModelId? modelId, ChatbotId? chatbotId)
    {
        var filter = Filter<FailedAttempt>.All;
        if (chatbotId is { } chatbot)
            filter &= Filter<FailedAttempt>.Eq(failed => failed.ChatbotId, chatbot);
        if (modelId is { } model)
            filter &= Filter<FailedAttempt>.Eq(failed => failed.ModelId, model);
        return filter;
    }

    private static async Task<List<FailedAttempt>> TakeAsync(
        IPlatformReader<FailedAttempt> reader, Filter<FailedAttempt> filter, SwitchPosition? after, int count, CancellationToken ct)
    {
        if (after is not null)
            filter &= Filter<FailedAttempt>.Lte(failed => failed.At, after.At);
        var query = DocumentQuery<FailedAttempt>.Where(filter).ByDescending(failed => failed.At).Take(count + 1);
        var found = new List<FailedAttempt>(count);
        while (true)
        {
            var page = await reader.ListAsync(query, ct);
            found.AddRange(page.Items.Where(failed => after is null || after.Precedes(failed)));
            if (found.Count >= count || page.Next is null)
                return found;
            query = query.StartAfter(page.Next);
        }
    }

    private async Task<IReadOnlyList<ModelSwitch>> WithNextAsync(IReadOnlyList<FailedAttempt> shown, CancellationToken ct)
    {
        var tried = new List<Attempt>();
        foreach (var client in shown.GroupBy(failed => failed.ClientId))
        {
            var query = DocumentQuery<Attempt>.Where(Filter<Attempt>.In(attempt => attempt.ReplyId, client.Select(failed => (MessageId?)failed.ReplyId).Distinct()))
                .By(attempt => attempt.ReplyId).By(attempt => attempt.Number).Take(DocumentQuery<Attempt>.MaxLimit);
            tried.AddRange((await attempts.ListAsync(client.Key, query, ct)).Items);
        }

        var ofReply = tried.ToLookup(attempt => attempt.ReplyId);
        return [.. shown.Select(failed => new ModelSwitch(
            failed, ofReply[failed.ReplyId].Where(attempt => attempt.Number > failed.Number).MinBy(attempt => attempt.Number)))];
    }
}
