using IAfluence.Core.Storage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Providers;

/// <summary>The capabilities of all models: in memory for the adapters, and in the store for restarts and other processes.</summary>
public sealed partial class ModelCapabilityCache(PlatformDocuments<ModelCapabilities> documents, TimeProvider time, ILogger<ModelCapabilityCache> log) : IDisposable
{
    private readonly SemaphoreSlim _changing = new(1);
    private IReadOnlyDictionary<ModelId, ModelCapabilities> _known = new Dictionary<ModelId, ModelCapabilities>();

    /// <returns>Null when nothing is known about the model.</returns>
    public ModelCapabilities? FindOrNull(ModelId id) => _known.GetValueOrDefault(id);

    /// <summary>Returns the capabilities of one model at its current address and name.</summary>
    /// <param name="called">The address and name that are called. Capabilities of another combination are ignored.</param>
    public ICapabilityStore StoreOf(ModelId id, string called) => new ModelStore(this, id, called, time);

    /// <summary>Reads the stored capabilities, including those found by other processes.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        await _changing.WaitAsync(ct);
        try
        {
            _known = (await documents.ListAllAsync(ct)).ToDictionary(known => known.Id);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Deletes the capabilities of a model, so that everything is tried again. A vendor may have changed the model.</summary>
    public async Task ForgetAsync(ModelId id, CancellationToken ct)
    {
        await documents.Delete(id);
        await RefreshAsync(ct);
    }

    public void Dispose() => _changing.Dispose();

    private async ValueTask NoteAsync(ModelCapabilities learnt)
    {
        await _changing.WaitAsync();
        try
        {
            _known = new Dictionary<ModelId, ModelCapabilities>(_known) { [learnt.Id] = learnt };
            // Two processes that update one model at the same time can overwrite each other. The lost capability is found again at the next error.
            await documents.Modify(
                learnt.Id,
                new Update<ModelCapabilities>()
                    .Set(known => known.LearntFor, learnt.LearntFor)
                    .Set(known => known.LearntAt, learnt.LearntAt)
                    .Set(known => known.RefusesTemperature, learnt.RefusesTemperature)
                    .Set(known => known.MaxTemperature, learnt.MaxTemperature)
                    .Set(known => known.RefusesStreamOptions, learnt.RefusesStreamOptions)
                    .Set(known => known.WantsMaxCompletionTokens, learnt.WantsMaxCompletionTokens)
                    .Set(known => known.MaxOutputTokens, learnt.MaxOutputTokens)
                    .Set(known => known.RefusesSystemRole, learnt.RefusesSystemRole)
                    .Set(known => known.WantsAlternatingTurns, learnt.WantsAlternatingTurns)
                    .Set(known => known.RefusesPrefill, learnt.RefusesPrefill),
                seed: learnt);
            Log.Learnt(log, learnt.Id, learnt.LearntFor);
        }
        catch (StorageUnavailableException error)
        {
            Log.NotKept(log, error, learnt.Id);
        }
        finally
        {
            _changing.Release();
        }
    }

    private sealed class ModelStore(ModelCapabilityCache memory, ModelId id, string called, TimeProvider time) : ICapabilityStore
    {
        private readonly ModelCapabilities _nothing = ModelCapabilities.Unknown with { Id = id, LearntFor = called };

        public ModelCapabilities Known => memory.FindOrNull(id) is { } known && known.LearntFor == called ? known : _nothing;

        public ValueTask NoteAsync(ModelCapabilities learnt) =>
            memory.NoteAsync(learnt with { Id = id, LearntFor = called, LearntAt = time.GetUtcNow() });
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Model {ModelId} rejected a part of the request and accepted it without that part; stored for {Called}")]
        public static partial void Learnt(ILogger log, ModelId modelId, string called);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The capabilities of model {ModelId} could not be stored; they are found again at the next error")]
        public static partial void NotKept(ILogger log, Exception error, ModelId modelId);
    }
}
