using System.Linq.Expressions;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Core.Storage;

/// <summary>A document that one process at a time can hold.</summary>
/// <typeparam name="T">The type of the document.</typeparam>
public interface ILeased<T> : IDocument where T : class, ILeased<T>
{
    /// <summary>The property with the end of the lease; null when nobody holds the document.</summary>
    static abstract Expression<Func<T, DateTimeOffset?>> EndOfLease { get; }

    string? Holder { get; }

    /// <summary>Increases each time the lease is acquired.</summary>
    long LeaseToken { get; }
}

/// <summary>
/// A lease stored in a document, so that one process at a time does the work. When the holder ends unexpectedly, others wait until the lease
/// expires. A holder that was too slow loses the lease, and its writes to the document are refused.
/// </summary>
/// <param name="initial">Creates the document in the state before the first holder.</param>
/// <param name="duration">How long the lease is valid without renewal.</param>
public sealed class Lease<T>(PlatformDocuments<T> documents, Func<T> initial, TimeSpan duration, TimeProvider time) where T : class, ILeased<T>
{
    private static readonly TimeSpan PollingInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Reads the document, whether or not it is held.</summary>
    public async Task<T> ReadAsync(CancellationToken ct) =>
        initial() is var none && await documents.FindOrNullAsync(new LeaseId(none.DocumentId), ct) is { } found ? found : none;

    /// <returns>Null while another process holds the lease.</returns>
    public async Task<HeldLease<T>?> TakeOrNullAsync()
    {
        var now = time.GetUtcNow();
        var (holder, seed) = (Guid.NewGuid().ToString("N"), initial());
        var taken = await documents.Modify(
            new LeaseId(seed.DocumentId),
            new Update<T>().Set(lease => lease.Holder, holder).Increment(lease => lease.LeaseToken, 1).Set(T.EndOfLease, now + duration),
            Filter<T>.Eq(T.EndOfLease, null) | Filter<T>.Lte(T.EndOfLease, now),
            seed);
        return taken.After is { } document ? new HeldLease<T>(documents, document, duration, time) : null;
    }

    /// <summary>Waits for the lease, runs the work while holding it, and releases it.</summary>
    /// <param name="work">
    /// Must be safe to run twice. Its token is cancelled when the lease is lost; the work then runs again once the lease is available.
    /// </param>
    /// <param name="ct">Cancels the wait and the work.</param>
    public async Task RunAsync(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        while (await TakeOrNullAsync() is not { } held || !await TryRunAsync(held, work, ct))
            await Task.Delay(PollingInterval, time, ct);
    }

    /// <summary>Runs the work while holding the lease, and releases it; does nothing while another process holds it.</summary>
    /// <param name="work">Must be safe to run twice. Its token is cancelled when the lease is lost.</param>
    /// <returns>Whether the work ran to its end.</returns>
    public async Task<bool> TryRunAsync(Func<CancellationToken, Task> work, CancellationToken ct) =>
        await TakeOrNullAsync() is { } held && await TryRunAsync(held, work, ct);

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
            // The lease expires without release; the result of the work is not affected.
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
                    // While the store is unavailable, the lease is valid only until its own end.
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
            // The work is finished.
        }
    }

    /// <returns>Null when the store is unavailable.</returns>
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

/// <summary>A lease held by this process.</summary>
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
        // The token would be enough, but older versions of the product change only the holder.
        _mine = Filter<T>.Eq(lease => lease.Holder, holder) & Filter<T>.Eq(lease => lease.LeaseToken, token);
    }

    /// <summary>The fencing token, greater than that of any earlier holder. Stored with an external effect, it identifies a stale writer.</summary>
    public long Token => Document.LeaseToken;

    /// <summary>The document as last read or written through this lease.</summary>
    public T Document { get; private set; }

    /// <summary>Renews the lease and optionally changes the document in the same write.</summary>
    /// <param name="change">An additional change; null for none.</param>
    /// <returns>Null when the lease was lost; nothing is written then.</returns>
    public async Task<T?> RenewAsync(Update<T>? change = null)
    {
        var renewed = await _documents.Modify(IdOf(Document), (change ?? new Update<T>()).Set(T.EndOfLease, _time.GetUtcNow() + _duration), _mine);
        if (renewed.After is { } document)
            Document = document;
        return renewed.After;
    }

    /// <summary>Releases the lease; has no effect when the lease was lost.</summary>
    public async Task ReleaseAsync() => await _documents.Modify(IdOf(Document), new Update<T>().Unset(T.EndOfLease), _mine);

    private static LeaseId IdOf(T document) => new(document.DocumentId);
}

/// <summary>Registers leases.</summary>
public static class LeaseServices
{
    /// <summary>Registers the lease of one document, injected as <see cref="Lease{T}"/>.</summary>
    public static IServiceCollection AddLease<T>(this IServiceCollection services, Func<T> initial, TimeSpan duration) where T : class, ILeased<T> =>
        services.AddSingleton(provider => new Lease<T>(
            provider.GetRequiredService<PlatformDocuments<T>>(), initial, duration, provider.GetRequiredService<TimeProvider>()));
}

internal readonly record struct LeaseId(string Value) : IId;
