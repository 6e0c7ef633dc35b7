using IAfluence.Core.Storage;

namespace IAfluence.Core.Quotas;

/// <summary>A write to a window.</summary>
/// <param name="Decided">The window after the write; null when the write was not applied.</param>
/// <param name="Durable">Completes when the write is on disk.</param>
public readonly record struct QuotaWrite(Task<IQuotaWindow?> Decided, Task Durable);

/// <summary>
/// Reads and writes windows. Each write is one find-and-modify of one document, so the store alone coordinates processes: a reservation is added only
/// when every ceiling has room, and it is removed only once.
/// </summary>
public sealed class QuotaWindows(PlatformDocuments<QuotaWindow> platform, ClientDocuments<ClientQuotaWindow> clients, PlatformReaders readers)
{
    /// <summary>
    /// The maximum number of open reservations in a window, which limits the document to about 80 kB. When it is reached, reservations are refused
    /// until one is settled, as if the quota were used up.
    /// </summary>
    public const int MaxOpen = 500;

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(366);
    private readonly PlatformPass _pass = PlatformPass.ForJob("quota-sweeper");

    public async Task<IQuotaWindow?> FindOrNullAsync(QuotaTarget target, CancellationToken ct) => target.Scope.ClientId is { } clientId
        ? await clients.FindOrNullAsync(clientId, target.WindowId, ct)
        : await platform.FindOrNullAsync(target.WindowId, ct);

    /// <summary>Adds a reservation. Not applied when settled and reserved use reach a ceiling, or when <see cref="MaxOpen"/> reservations are open.</summary>
    /// <param name="always">True to ignore ceilings, for a reply that was admitted before.</param>
    /// <param name="group">The write group to join; null to write at once.</param>
    public QuotaWrite Reserve(QuotaTarget target, QuotaReservation reservation, bool always = false, WriteGroup? group = null)
    {
        var (scope, span) = (target.Scope, target.Span);
        return scope.ClientId is { } clientId
            ? ToQuotaWrite(clients.Modify(
                clientId, target.WindowId, ReserveUpdate<ClientQuotaWindow>(target, reservation), always ? null : HasRoom<ClientQuotaWindow>(target.Quota),
                new ClientQuotaWindow
                {
                    Id = target.WindowId,
                    ClientId = clientId,
                    Kind = scope.Kind,
                    OwnId = scope.OwnId,
                    Start = span.Start,
                    End = span.End,
                    Quota = target.Quota,
                    ExpiresAt = span.End + KeptFor,
                },
                group))
            : ToQuotaWrite(platform.Modify(
                target.WindowId, ReserveUpdate<QuotaWindow>(target, reservation), always ? null : HasRoom<QuotaWindow>(target.Quota),
                new QuotaWindow
                {
                    Id = target.WindowId,
                    Kind = scope.Kind,
                    OwnId = scope.OwnId,
                    Start = span.Start,
                    End = span.End,
                    Quota = target.Quota,
                    ExpiresAt = span.End + KeptFor,
                },
                group));
    }

    /// <summary>Replaces a reservation by the actual use. Not applied when the reservation is already settled.</summary>
    /// <param name="clientId">The client of the window; null for the window of a model or provider.</param>
    /// <param name="used">The actual use; <see cref="QuotaUse.None"/> releases the reservation.</param>
    /// <param name="group">The write group to join; null to write at once.</param>
    public QuotaWrite Settle(ClientId? clientId, QuotaWindowId id, QuotaReservation reservation, QuotaUse used, WriteGroup? group = null) => clientId is { } owner
        ? ToQuotaWrite(clients.Modify(owner, id, SettleUpdate<ClientQuotaWindow>(reservation, used), Holds<ClientQuotaWindow>(reservation), group: group))
        : ToQuotaWrite(platform.Modify(id, SettleUpdate<QuotaWindow>(reservation, used), Holds<QuotaWindow>(reservation), group: group));

    public WriteGroup NewGroup() => platform.NewGroup();

    /// <summary>Lists the windows with open reservations, each with its client.</summary>
    internal IAsyncEnumerable<(ClientId? ClientId, IQuotaWindow Window)> WithReservationsAsync(CancellationToken ct) => ListAsync(
        Filter<QuotaWindow>.Gt(window => window.OpenCount, 0), query => query.By(window => window.OpenCount),
        Filter<ClientQuotaWindow>.Gt(window => window.OpenCount, 0), query => query.By(window => window.OpenCount), ct);

    /// <summary>Lists the windows whose period has not ended, each with its client.</summary>
    internal IAsyncEnumerable<(ClientId? ClientId, IQuotaWindow Window)> CurrentAsync(DateTimeOffset now, CancellationToken ct) => ListAsync(
        Filter<QuotaWindow>.Gt(window => window.End, now), query => query.By(window => window.End),
        Filter<ClientQuotaWindow>.Gt(window => window.End, now), query => query.By(window => window.End), ct);

    private async IAsyncEnumerable<(ClientId? ClientId, IQuotaWindow Window)> ListAsync(
        Filter<QuotaWindow> ofPlatform, Func<DocumentQuery<QuotaWindow>, DocumentQuery<QuotaWindow>> platformOrder,
        Filter<ClientQuotaWindow> ofClients, Func<DocumentQuery<ClientQuotaWindow>, DocumentQuery<ClientQuotaWindow>> clientOrder,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        string? after = null;
        do
        {
            var page = await platform.ListAsync(platformOrder(DocumentQuery<QuotaWindow>.Where(ofPlatform).StartAfter(after)), ct);
            foreach (var window in page.Items)
                yield return (null, window);
            after = page.Next;
        }
        while (after is not null);
        do
        {
            var page = await readers.Open<ClientQuotaWindow>(_pass).ListAsync(clientOrder(DocumentQuery<ClientQuotaWindow>.Where(ofClients).StartAfter(after)), ct);
            foreach (var window in page.Items)
                yield return (window.ClientId, window);
            after = page.Next;
        }
        while (after is not null);
    }

    private static Filter<T> HasRoom<T>(Quota quota) where T : class, IQuotaWindow
    {
        var free = Filter<T>.Lt(window => window.OpenCount, MaxOpen);
        if (quota.Messages is { } messages)
            free &= Filter<T>.Lt(window => window.Taken.Messages, messages);
        if (quota.Tokens is { } tokens)
            free &= Filter<T>.Lt(window => window.Taken.Tokens, tokens);
        if (quota.CostMicros is { } cost)
            free &= Filter<T>.Lt(window => window.Taken.CostMicros, cost);
        return free;
    }

    private static Filter<T> Holds<T>(QuotaReservation reservation) where T : class, IQuotaWindow =>
        Filter<T>.Contains(window => window.Open, reservation.ToString());

    private static Update<T> ReserveUpdate<T>(QuotaTarget target, QuotaReservation reservation) where T : class, IQuotaWindow =>
        AddTaken(new Update<T>(), reservation.Estimate)
            .Set(window => window.Quota, target.Quota)
            .Increment(window => window.OpenCount, 1)
            .Push(window => window.Open, [reservation.ToString()]);

    private static Update<T> SettleUpdate<T>(QuotaReservation reservation, QuotaUse used) where T : class, IQuotaWindow =>
        AddTaken(new Update<T>(), used - reservation.Estimate)
            .Increment(window => window.Used.Messages, used.Messages)
            .Increment(window => window.Used.Tokens, used.Tokens)
            .Increment(window => window.Used.CostMicros, used.CostMicros)
            .Increment(window => window.OpenCount, -1)
            .Pull(window => window.Open, reservation.ToString());

    private static Update<T> AddTaken<T>(Update<T> update, QuotaUse use) where T : class, IQuotaWindow => update
        .Increment(window => window.Taken.Messages, use.Messages)
        .Increment(window => window.Taken.Tokens, use.Tokens)
        .Increment(window => window.Taken.CostMicros, use.CostMicros);

    private static QuotaWrite ToQuotaWrite<T>(Write<ModifyResult<T>> write) where T : class, IQuotaWindow
    {
        return new QuotaWrite(AfterAsync(write.Decided), write.Durable);

        static async Task<IQuotaWindow?> AfterAsync(Task<ModifyResult<T>> decided) => (await decided).After;
    }
}
