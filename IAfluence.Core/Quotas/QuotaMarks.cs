using System.Collections.Concurrent;
using System.Globalization;
using IAfluence.Core.Storage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Quotas;

/// <summary>Records marks, each once per period across all processes, and notifies the listeners.</summary>
public sealed partial class QuotaMarks(
    PlatformDocuments<QuotaMark> marks, IEnumerable<IQuotaMarkListener> listeners, TimeProvider time, ILogger<QuotaMarks> log)
{
    private const int Remembered = 10_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(366);

    /// <summary>How long notification may be pending before the listeners are called again.</summary>
    public static readonly TimeSpan NotifyAgainAfter = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<QuotaMarkId, bool> _known = new();

    /// <summary>Records the alerts that a window has reached. Only settled use counts, which never decreases.</summary>
    public async Task NoteAlertsAsync(ClientId? clientId, IQuotaWindow window, CancellationToken ct)
    {
        var percent = window.Quota.PercentOf(window.Used);
        foreach (var mark in QuotaMark.Alerts.Where(alert => alert <= percent))
            await NoteAsync(clientId, window, QuotaMarkKind.Alert, mark, null, ct);
    }

    /// <summary>Records that a step of the degrade ladder was reached.</summary>
    public Task NoteStepAsync(ClientId clientId, IQuotaWindow window, DegradeStep step, CancellationToken ct) =>
        NoteAsync(clientId, window, QuotaMarkKind.Step, window.Quota.PercentOf(window.Used), step, ct);

    /// <summary>The marks of one period, oldest first.</summary>
    public async Task<IReadOnlyList<QuotaMark>> ListAsync(QuotaWindowId windowId, CancellationToken ct) =>
        [.. (await marks.ListAsync(DocumentQuery<QuotaMark>.Where(Filter<QuotaMark>.Eq(mark => mark.WindowId, windowId)), ct)).Items.OrderBy(mark => mark.At)];

    /// <summary>The newest marks of all quotas, newest first.</summary>
    public async Task<IReadOnlyList<QuotaMark>> ListNewestAsync(int take, CancellationToken ct) =>
        (await marks.ListAsync(new DocumentQuery<QuotaMark>().ByDescending(mark => mark.At).Take(take), ct)).Items;

    /// <summary>Notifies the listeners of marks that are still pending because a process died or a listener failed.</summary>
    internal async Task NotifyPendingAsync(CancellationToken ct)
    {
        var untold = await marks.ListAsync(
            DocumentQuery<QuotaMark>.Where(Filter<QuotaMark>.Lt(mark => mark.UntoldSince, time.GetUtcNow() - NotifyAgainAfter)).By(mark => mark.UntoldSince), ct);
        foreach (var mark in untold.Items)
            await NotifyAsync(mark, ct);
    }

    private async Task NoteAsync(ClientId? clientId, IQuotaWindow window, QuotaMarkKind kind, int percent, DegradeStep? step, CancellationToken ct)
    {
        var id = new QuotaMarkId(string.Create(
            CultureInfo.InvariantCulture, $"{window.Id}-{(step is { } taken ? $"step-{(int)taken}" : $"alert-{percent}")}"));
        if (_known.ContainsKey(id))
            return;
        var now = time.GetUtcNow();
        var mark = new QuotaMark
        {
            Id = id,
            Kind = kind,
            WindowId = window.Id,
            Of = window.Kind,
            ClientId = clientId,
            OwnId = window.OwnId,
            Percent = percent,
            Step = step,
            Quota = window.Quota,
            Used = window.Used,
            Start = window.Start,
            End = window.End,
            At = now,
            UntoldSince = now,
            ExpiresAt = window.End + KeptFor,
        };
        var inserted = await marks.Insert(mark);
        if (_known.Count >= Remembered)
            _known.Clear();
        _known[id] = true;
        if (inserted == InsertResult.Inserted)
            await NotifyAsync(mark, ct);
    }

    private async Task NotifyAsync(QuotaMark mark, CancellationToken ct)
    {
        foreach (var listener in listeners)
        {
            try
            {
                await listener.MarkedAsync(mark, ct);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.NotifyFailed(log, error, mark.Id);
                return;
            }
        }

        await marks.Modify(mark.Id, new Update<QuotaMark>().Unset(mark => mark.UntoldSince));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A listener failed for quota mark {MarkId}; it is called again later")]
        public static partial void NotifyFailed(ILogger log, Exception error, QuotaMarkId markId);
    }
}
