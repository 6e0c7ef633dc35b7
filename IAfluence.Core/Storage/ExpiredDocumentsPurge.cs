using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Storage;

/// <summary>Deletes expired documents in small batches. Readers do not see a difference, because expired documents are never returned.</summary>
public sealed partial class ExpiredDocumentsPurge(
    IDocumentEngine engine, IEnumerable<CollectionDefinition> collections, TimeProvider time, ILogger<ExpiredDocumentsPurge> logger)
{
    private const int BatchSize = 200;
    private static readonly TimeSpan BatchDelay = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs once over all collections. A collection that fails does not stop the others.</summary>
    /// <returns>The number of deleted documents.</returns>
    public async Task<int> PurgeAsync(CancellationToken ct)
    {
        var total = 0;
        foreach (var collection in collections.Where(collection => collection.ExpiresAt is not null))
        {
            try
            {
                total += await PurgeAsync(collection, ct);
            }
            catch (Exception error) when (!ct.IsCancellationRequested)
            {
                Log.PurgeFailed(logger, collection.Name, error);
            }
        }

        return total;
    }

    private async Task<int> PurgeAsync(CollectionDefinition collection, CancellationToken ct)
    {
        var total = 0;
        while (true)
        {
            var deleted = await engine.PurgeExpiredAsync(collection, BatchSize, ct);
            total += deleted;
            if (deleted < BatchSize)
                break;
            // Lets other writes run between two batches.
            await Task.Delay(BatchDelay, time, ct);
        }

        if (total > 0)
            Log.Purged(logger, total, collection.Name);
        return total;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Deleted {Count} expired documents of {Collection}")]
        public static partial void Purged(ILogger logger, int count, string collection);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Expired documents of {Collection} could not be deleted; the next run tries again")]
        public static partial void PurgeFailed(ILogger logger, string collection, Exception error);
    }
}
