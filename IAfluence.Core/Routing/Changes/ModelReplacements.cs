using IAfluence.Core.Providers;
using IAfluence.Core.Storage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Routing.Changes;

/// <summary>
/// Replaces a model by another in the routes of chatbots, clients and the installation. The replacement is stored first, then each route is changed in a
/// write of its own. Changes can be repeated: after a crash, <see cref="FinishAsync"/> finds the routes that are left and changes them.
/// </summary>
public sealed partial class ModelReplacements(
    PlatformDocuments<ModelReplacement> replacements, RouteUses uses, RouteChanges changes, ModelEditing models, TimeProvider time, ILogger<ModelReplacements> log)
{
    public const string ToField = nameof(ModelReplacement.To);

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(10);

    /// <summary>Stores the replacement and executes it. After 10 seconds, the rest continues in the background.</summary>
    /// <returns>The replacement; it is finished when <see cref="ModelReplacement.FinishedAt"/> is set.</returns>
    public async Task<SaveOutcome<ModelReplacement>> ReplaceAsync(ModelId from, ModelId to, UserId by, CancellationToken ct)
    {
        if (await models.FindOrNullAsync(from, ct) is null)
            return SaveOutcome<ModelReplacement>.Missing;
        if (from == to || await models.FindOrNullAsync(to, ct) is not { Active: true })
            return SaveOutcome<ModelReplacement>.Invalid(new FieldError(ToField, FieldErrors.UnknownModel, to.Value));
        var replacement = new ModelReplacement { Id = NewId.Of<ModelReplacementId>(time), From = from, To = to, At = time.GetUtcNow(), By = by };
        await replacements.Insert(replacement);
        replacement.Version = 1;
        // The caller's token is not passed on: closing the page must not stop the replacement.
        var running = Task.Run(() => ExecuteAsync(replacement, CancellationToken.None), CancellationToken.None);
        await Task.WhenAny(running, Task.Delay(MaxWait, time, ct));
        return SaveOutcome<ModelReplacement>.Saved(running.IsCompleted ? await running : replacement);
    }

    /// <summary>Lists the replacements that are not finished, oldest first.</summary>
    public async Task<IReadOnlyList<ModelReplacement>> ListUnfinishedAsync(CancellationToken ct)
    {
        var page = await replacements.ListAsync(
            DocumentQuery<ModelReplacement>.Where(Filter<ModelReplacement>.Eq(replacement => replacement.FinishedAt, null)).Take(DocumentQuery<ModelReplacement>.MaxLimit), ct);
        return [.. page.Items.OrderBy(replacement => replacement.At)];
    }

    /// <summary>Finishes replacements that were interrupted by a crash or a failure.</summary>
    internal async Task FinishAsync(CancellationToken ct)
    {
        foreach (var replacement in await ListUnfinishedAsync(ct))
            await ExecuteAsync(replacement, ct);
    }

    /// <summary>Changes the remaining routes. A route that fails keeps the replacement unfinished.</summary>
    internal async Task<ModelReplacement> ExecuteAsync(ModelReplacement replacement, CancellationToken ct)
    {
        var use = await uses.OfAsync([replacement.From], ct);
        var failed = 0;
        var known = (await models.ListAsync(null, ct)).Select(model => model.Id).ToHashSet();
        IReadOnlyList<ModelId> Replaced(IReadOnlyList<ModelId> route) =>
            [.. route.Select(model => model == replacement.From ? replacement.To : model).Where(known.Contains).Distinct()];

        async Task TryAsync(string what, Func<Task> change)
        {
            try
            {
                await change();
            }
            catch (Exception error) when (!ct.IsCancellationRequested)
            {
                Interlocked.Increment(ref failed);
                Log.ReplaceFailed(log, error, what);
            }
        }

        if (use.InDefaultRoute)
            await TryAsync("the installation's route", () => changes.OfInstallationAsync(Replaced, ct));
        foreach (var client in use.Clients)
            await TryAsync($"client {client.Id}", () => changes.OfClientAsync(client.Id, Replaced, ct));
        // Concurrent writes share one flush to disk.
        await Parallel.ForEachAsync(
            use.Chatbots,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ct },
            async (chatbot, token) => await TryAsync($"chatbot {chatbot.Chatbot.Id}", () => changes.OfChatbotAsync(chatbot.Client.Id, chatbot.Chatbot.Id, Replaced, replacement.By, token)));
        if (failed > 0)
            return replacement;
        var finished = await replacements.Modify(replacement.Id, new Update<ModelReplacement>().Set(done => done.FinishedAt, time.GetUtcNow()));
        return finished.After ?? replacement;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Replacing a model in the route of {What} failed; it runs again within a minute")]
        public static partial void ReplaceFailed(ILogger log, Exception error, string what);
    }
}
