using System.Collections.Concurrent;
using System.Globalization;
using IAfluence.Core.Storage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Quotas;

/// <summary>Notes what quotas reach, each mark once for its period in all processes, and tells the listeners.</summary>
public sealed partial class QuotaMarks(
    PlatformDocuments<QuotaMark> marks, IEnumerable<IQuotaMarkListener> listeners, TimeProvider time, ILogger<QuotaMarks> log)
{
    private const int Remembered = 10_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(366);

    /// <summary>After so long a mark that was not told is told again.</summary>
    public static readonly TimeSpan NotifyAgainAfter = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<QuotaMarkId, bool> _known = new();

    /// <summary>Notes the alerts that a window has reached; on the settled use, which never falls.</summary>
    public async Task NoteAlertsAsync(ClientId? clientId, IQuotaWindow window, CancellationToken ct)
    {
        var percent = window.Quota.PercentOf(window.Used);
        foreach (var mark in QuotaMark.Alerts.Where(alert => alert <= percent))
            await NoteAsync(clientId, window, QuotaMarkKind.Alert, mark, null, ct);
    }

    /// <summary>Notes that a step was taken.</summary>
    public Task NoteStepAsync(ClientId clientId, IQuotaWindow window, DegradeStep step, CancellationToken ct) =>
        NoteAsync(clientId, window, QuotaMarkKind.Step, window.Quota.PercentOf(window.Used), step, ct);

    /// <summary>The marks of one period, oldest first.</summary>
    public async Task<IReadOnlyList<QuotaMark>> ListAsync(QuotaWindowId windowId, CancellationToken ct) =>
        [.. (await marks.ListAsync(DocumentQuery<QuotaMark>.Where(Filter<QuotaMark>.Eq(mark => mark.WindowId, windowId)), ct)).Items.OrderBy(mark => mark.At)];

    /// <summary>The newest marks of all quotas, newest first.</summary>
    public async Task<IReadOnlyList<QuotaMark>> ListNewestAsync(int take, CancellationToken ct) =>
        (await marks.ListAsync(new DocumentQuery<QuotaMark>().ByDescending(mark => mark.At).Take(take), ct)).Items;

    /// <summary>Tells what a process that died, or a listener that failed, left untold.</summary>
    internal async Task NotifyPendingAsync(CancellationToken ct)
    {
        var untold = await marks.ListAsync(
            DocumentQuery<QuotaMark>.Where(Filter<QuotaMark>.Lt(mark => mark.UntoldSince, time.GetUtcNow() - NotifyAgainAfter)).By(mark => mark.UntoldSince), ct);
        foreach (var mark in untold.Items)
            await TellAsync(mark, ct);
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
            await TellAsync(mark, ct);
    }

    private async Task TellAsync(QuotaMark mark, CancellationToken ct)
    {
        foreach (var listener in listeners)
        {
            try
            {
                await listener.MarkedAsync(mark, ct);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.NotTold(log, error, mark.Id);
                return;
            }
        }

        await marks.Modify(mark.Id, new Update<QuotaMark>().Unset(told => told.UntoldSince));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Quota mark {MarkId} could not be told; it is tried again")]
        public static partial void NotTold(ILogger log, Exception error, QuotaMarkId markId);
    }
}
