using System.Linq.Expressions;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Core.Storage;

/// <summary>A document that one process at a time may hold.</summary>
/// <typeparam name="T">The document's own type.</typeparam>
public interface ILeased<T> : IDocument where T : class, ILeased<T>
{
    /// <summary>The property with the instant until which the holder is believed to work; null when nobody holds the document.</summary>
    static abstract Expression<Func<T, DateTimeOffset?>> EndOfLease { get; }

    string? Holder { get; }

    /// <summary>One more each time the lease is taken.</summary>
    long LeaseToken { get; }
}

/// <summary>
/// A lease kept in a stored document: one process at a time does the work. When the holder dies, others wait until the lease expires; a holder
/// that was only slow finds its lease lost, and its writes to the document are refused.
/// </summary>
/// <param name="vacant">Makes the document as it is before anyone has held it.</param>
/// <param name="duration">How long a holder is believed to work without renewing.</param>
public sealed class Lease<T>(PlatformDocuments<T> documents, Func<T> vacant, TimeSpan duration, TimeProvider time) where T : class, ILeased<T>
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(100);

    /// <summary>The document as it is, whoever holds it.</summary>
    public async Task<T> ReadAsync(CancellationToken ct) =>
        vacant() is var none && await documents.FindOrNullAsync(new LeaseId(none.DocumentId), ct) is { } found ? found : none;

    /// <returns>Null while another holds it.</returns>
    public async Task<HeldLease<T>?> TakeOrNullAsync()
    {
        var now = time.GetUtcNow();
        var (holder, seed) = (Guid.NewGuid().ToString("N"), vacant());
        var taken = await documents.Modify(
            new LeaseId(seed.DocumentId),
            new Update<T>().Set(lease => lease.Holder, holder).Increment(lease => lease.LeaseToken, 1).Set(T.EndOfLease, now + duration),
            Filter<T>.Eq(T.EndOfLease, null) | Filter<T>.Lte(T.EndOfLease, now),
            seed);
        return taken.After is { } document ? new HeldLease<T>(documents, document, duration, time) : null;
    }

    /// <summary>Waits for the lease, runs the work while holding it, and releases it.</summary>
    /// <param name="work">
    /// Safe to run twice. Its token is cancelled when the lease is lost; the work is then run again once the lease is free.
    /// </param>
    /// <param name="ct">Ends the waiting, and the work.</param>
    public async Task RunAsync(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        while (await TakeOrNullAsync() is not { } held || !await TryRunAsync(held, work, ct))
            await Task.Delay(LookAgainAfter, time, ct);
    }

    private async Task<bool> TryRunAsync(HeldLease<T> held, Func<CancellationToken, Task> work, CancellationToken ct)
    {
        using var lost = new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, lost.Token);
        using var done = new CancellationTokenSource();
        var renewing = KeepAsync(held, lost, done.Token);
        try
        {
            await work(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            await done.CancelAsync();
            await renewing;
            await TryReleaseAsync(held);
        }
    }

    private static async Task TryReleaseAsync(HeldLease<T> held)
    {
        try
        {
            await held.ReleaseAsync();
        }
        catch (StorageUnavailableException)
        {
            // The lease ends by itself; the outcome of the work stays what it is.
        }
    }

    private async Task KeepAsync(HeldLease<T> held, CancellationTokenSource lost, CancellationToken done)
    {
        var renewed = time.GetUtcNow();
        using var timer = new PeriodicTimer(duration / 3, time);
        try
        {
            while (await timer.WaitForNextTickAsync(done))
            {
                var now = time.GetUtcNow();
                switch (await TryRenewAsync(held))
                {
                    case true:
                        renewed = now;
                        break;
                    // While the store does not answer, the lease may be believed in only until its own end.
                    case null when now < renewed + duration:
                        break;
                    default:
                        await lost.CancelAsync();
                        return;
                }
            }
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // The work is done.
        }
    }

    /// <returns>Null when the store does not answer.</returns>
    private static async Task<bool?> TryRenewAsync(HeldLease<T> held)
    {
        try
        {
            return await held.RenewAsync() is not null;
        }
        catch (StorageUnavailableException)
        {
            return null;
        }
    }
}

/// <summary>A lease while it is held.</summary>
public sealed class HeldLease<T> where T : class, ILeased<T>
{
    private readonly PlatformDocuments<T> _documents;
    private readonly TimeSpan _duration;
    private readonly TimeProvider _time;
    private readonly Filter<T> _mine;

    internal HeldLease(PlatformDocuments<T> documents, T document, TimeSpan duration, TimeProvider time)
    {
        (_documents, Document, _duration, _time) = (documents, document, duration, time);
        var (holder, token) = (document.Holder, document.LeaseToken);
        // The token alone would be enough, but an older version of the product changes only the holder.
        _mine = Filter<T>.Eq(lease => lease.Holder, holder) & Filter<T>.Eq(lease => lease.LeaseToken, token);
    }

    /// <summary>Fencing token, greater than any earlier holder's: stored with an external effect, it identifies a stale writer.</summary>
    public long Token => Document.LeaseToken;

    /// <summary>The document as it was last read or written here.</summary>
    public T Document { get; private set; }

    /// <summary>Renews the lease, and changes the document in the same write.</summary>
    /// <param name="change">What else is written; null for nothing.</param>
    /// <returns>The document; null when the lease was lost, and nothing is written.</returns>
    public async Task<T?> RenewAsync(Update<T>? change = null)
    {
        var renewed = await _documents.Modify(IdOf(Document), (change ?? new Update<T>()).Set(T.EndOfLease, _time.GetUtcNow() + _duration), _mine);
        if (renewed.After is { } document)
            Document = document;
        return renewed.After;
    }

    /// <summary>Gives the lease back; nothing happens when it was lost.</summary>
    public async Task ReleaseAsync() => await _documents.Modify(IdOf(Document), new Update<T>().Unset(T.EndOfLease), _mine);

    private static LeaseId IdOf(T document) => new(document.DocumentId);
}

/// <summary>Registers leases.</summary>
public static class LeaseServices
{
    /// <summary>The lease of one document: features ask for <see cref="Lease{T}"/>.</summary>
    public static IServiceCollection AddLease<T>(this IServiceCollection services, Func<T> vacant, TimeSpan duration) where T : class, ILeased<T> =>
        services.AddSingleton(provider => new Lease<T>(
            provider.GetRequiredService<PlatformDocuments<T>>(), vacant, duration, provider.GetRequiredService<TimeProvider>()));
}

internal readonly record struct LeaseId(string Value) : IId;
