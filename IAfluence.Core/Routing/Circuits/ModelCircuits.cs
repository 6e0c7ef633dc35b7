using System.Collections.Concurrent;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Routing.Circuits;

/// <summary>
/// The circuit breakers of models, in memory. A process applies its own results at once. The results of other processes are read again when a walk
/// starts and the last read is older than <see cref="FreshFor"/>, concurrently with other work. An idle process reads nothing.
/// </summary>
public sealed partial class ModelCircuits(
    PlatformDocuments<ModelHealth> documents, ProviderCatalog catalog, TimeProvider time, ILogger<ModelCircuits> log)
{
    /// <summary>The maximum age of the state that was read from other processes.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a probe blocks others when it reports no result, for example because its process died.</summary>
    public static readonly TimeSpan ProbeLease = TimeSpan.FromSeconds(90);

    private readonly ConcurrentDictionary<ModelId, Circuit> _circuits = new();
    private readonly Lock _gate = new();
    private Task _reading = Task.CompletedTask;
    private long _readAt = long.MinValue;

    /// <summary>Reads the state again if the last read is older than <see cref="FreshFor"/>; otherwise returns the last read.</summary>
    public Task RefreshIfStaleAsync()
    {
        if (Interlocked.Read(ref _readAt) is var at && at != long.MinValue && time.GetElapsedTime(at) < FreshFor)
            return _reading;
        lock (_gate)
        {
            if (_reading.IsCompleted)
            {
                Interlocked.Exchange(ref _readAt, time.GetTimestamp());
                _reading = ReadAsync();
            }

            return _reading;
        }
    }

    /// <summary>Lists the circuits that are or were open.</summary>
    public async Task<IReadOnlyDictionary<ModelId, ModelHealth>> ListAsync(CancellationToken ct)
    {
        await RefreshIfStaleAsync().WaitAsync(ct);
        return _circuits.Where(pair => pair.Value.Known is not null).ToDictionary(pair => pair.Key, pair => pair.Value.Known!);
    }

    /// <returns>Null when the model never failed.</returns>
    public ModelHealth? FindOrNull(ModelId id) => _circuits.TryGetValue(id, out var circuit) ? circuit.Known : null;

    /// <summary>Whether the model is skipped now.</summary>
    public bool IsOpen(ModelId id) => FindOrNull(id) is { } known && known.BlocksAt(time.GetUtcNow());

    /// <summary>Decides whether an attempt may call a model. Waits for the store only when the cool-down is over and the model is to be probed.</summary>
    public ValueTask<CircuitDecision> EnterAsync(ModelId id)
    {
        if (!_circuits.TryGetValue(id, out var circuit) || circuit.Known is not { State: not CircuitState.Closed } known)
            return new(CircuitDecision.Allow);
        return known.BlocksAt(time.GetUtcNow()) ? new(CircuitDecision.Skip) : new(ProbeAsync(id, circuit));
    }

    /// <summary>Records a success, which closes the circuit.</summary>
    /// <param name="startedAt">When the attempt started. An attempt that started before the circuit opened does not close it.</param>
    public void Succeeded(ModelId id, DateTimeOffset startedAt)
    {
        if (!_circuits.TryGetValue(id, out var circuit))
            return;
        lock (circuit)
        {
            circuit.Failures = 0;
            if (circuit.Known is not { State: not CircuitState.Closed } known || startedAt < known.OpenedAt)
                return;
            var now = time.GetUtcNow();
            var next = known with { State = CircuitState.Closed, Openings = 0, Since = null, ProbeUntil = null, ClosedAt = now };
            var openedAt = known.OpenedAt;
            Write(circuit, next, new Update<ModelHealth>()
                .Set(health => health.State, CircuitState.Closed)
                .Set(health => health.Openings, 0)
                .Unset(health => health.Since)
                .Unset(health => health.ProbeUntil)
                .Set(health => health.ClosedAt, now),
                Filter<ModelHealth>.Lte(health => health.OpenedAt, openedAt));
        }

        Log.Closed(log, id);
    }

    /// <summary>Closes the circuits of a provider's models, after its settings were changed or a test succeeded.</summary>
    /// <param name="only">Closes only this model's circuit; null for all models of the provider.</param>
    public async Task ResetAsync(ProviderId provider, ModelId? only, CancellationToken ct)
    {
        await RefreshIfStaleAsync().WaitAsync(ct);
        foreach (var model in catalog.Models.Where(model => model.Provider.Id == provider && (only is null || model.Model.Id == only)))
            Succeeded(model.CircuitId, time.GetUtcNow());
    }

    /// <summary>Records a failure. The kind of failure and the number of failures in a row decide whether the circuit opens.</summary>
    /// <param name="retryAfter">The vendor's <c>Retry-After</c>; null when it sent none.</param>
    /// <param name="probing">Whether this attempt was the probe.</param>
    public void Failed(ResolvedModel model, ProviderFailure failure, TimeSpan? retryAfter, bool probing)
    {
        var policy = FailurePolicy.Of(failure);
        if (policy.CoolDown == TimeSpan.Zero)
        {
            if (probing)
                ReleaseProbe(model.CircuitId);
            return;
        }

        Fail(model.CircuitId, policy, retryAfter, probing, certain: false);
        if (!policy.AffectsProvider)
            return;
        foreach (var sibling in catalog.Models)
        {
            if (sibling.Provider.Id == model.Provider.Id && sibling.Model.Id != model.Model.Id)
                Fail(sibling.CircuitIdOf(model.KeyOf), policy, retryAfter, probing: false, certain: true);
        }
    }

    /// <summary>Ends a probe without a result, so that the next attempt can probe the model.</summary>
    public void ReleaseProbe(ModelId id)
    {
        if (!_circuits.TryGetValue(id, out var circuit))
            return;
        lock (circuit)
        {
            if (circuit.Known is not { State: CircuitState.HalfOpen } known)
                return;
            Write(circuit, known with { State = CircuitState.Open, ProbeUntil = null },
                new Update<ModelHealth>().Set(health => health.State, CircuitState.Open).Unset(health => health.ProbeUntil),
                Filter<ModelHealth>.Eq(health => health.State, CircuitState.HalfOpen));
        }
    }

    private void Fail(ModelId id, FailurePolicy policy, TimeSpan? retryAfter, bool probing, bool certain)
    {
        var circuit = _circuits.GetOrAdd(id, static _ => new Circuit());
        lock (circuit)
        {
            var known = circuit.Known;
            var now = time.GetUtcNow();
            var isOpen = known is { State: not CircuitState.Closed };
            if (++circuit.Failures < policy.FailuresToCoolDown && !isOpen && !certain)
                return;
            // Calls that were running when the circuit opened fail as well. They are the same fault, so only a longer Retry-After of theirs changes the circuit.
            var again = !isOpen || probing;
            var openings = (known?.Openings ?? 0) + (again ? 1 : 0);
            var until = now + policy.CoolDownFor(retryAfter, openings);
            if (!again && until <= known!.OpenUntil)
                return;
            var next = (known ?? new ModelHealth { Id = id }) with
            {
                State = CircuitState.Open,
                OpenUntil = until,
                Failure = policy.Failure,
                Openings = openings,
                Since = known?.Since ?? now,
                OpenedAt = now,
                ProbeUntil = null,
            };
            Write(circuit, next, new Update<ModelHealth>()
                .Set(health => health.State, CircuitState.Open)
                .Set(health => health.OpenUntil, until)
                .Set(health => health.Failure, policy.Failure)
                .Set(health => health.Openings, openings)
                .Set(health => health.Since, next.Since)
                .Set(health => health.OpenedAt, now)
                .Unset(health => health.ProbeUntil),
                // Two processes that see the same fault open the circuit once.
                Filter<ModelHealth>.Ne(health => health.State, CircuitState.Open) | Filter<ModelHealth>.Lt(health => health.OpenUntil, until),
                new ModelHealth { Id = id });
            Log.Opened(log, id, policy.Failure, until);
        }
    }

    private async Task<CircuitDecision> ProbeAsync(ModelId id, Circuit circuit)
    {
        Task<ModelResult> asked;
        lock (circuit)
        {
            var now = time.GetUtcNow();
            if (circuit.Known is not { State: not CircuitState.Closed } known)
                return CircuitDecision.Allow;
            if (known.BlocksAt(now))
                return CircuitDecision.Skip;
            var until = now + ProbeLease;
            asked = Write(circuit, known with { State = CircuitState.HalfOpen, ProbeUntil = until },
                new Update<ModelHealth>().Set(health => health.State, CircuitState.HalfOpen).Set(health => health.ProbeUntil, until),
                (Filter<ModelHealth>.Eq(health => health.State, CircuitState.Open) & Filter<ModelHealth>.Lte(health => health.OpenUntil, now))
                | (Filter<ModelHealth>.Eq(health => health.State, CircuitState.HalfOpen) & Filter<ModelHealth>.Lte(health => health.ProbeUntil, now)));
        }

        // A process that lost the race reads the result of the winner's probe later.
        return await asked is ModelResult.Applied or ModelResult.Unknown ? CircuitDecision.Probe : CircuitDecision.Skip;
    }

    /// <summary>Applies the new state in memory at once and writes it. When another process was faster, the stored state replaces it.</summary>
    private Task<ModelResult> Write(Circuit circuit, ModelHealth next, Update<ModelHealth> update, Filter<ModelHealth> when, ModelHealth? seed = null)
    {
        circuit.Known = next;
        circuit.Writing++;
        return SettleAsync(circuit, documents.Modify(next.Id, update, when, seed));
    }

    private async Task<ModelResult> SettleAsync(Circuit circuit, Write<ModifyResult<ModelHealth>> write)
    {
        var result = ModelResult.Unknown;
        ModelHealth? stored = null;
        try
        {
            var decided = await write.Decided;
            (result, stored) = (decided.Applied ? ModelResult.Applied : ModelResult.Refused, decided.After);
            await write.Durable;
        }
        catch (StorageUnavailableException error)
        {
            // This process continues with its own state.
            Log.WriteFailed(log, error);
        }

        lock (circuit)
        {
            if (--circuit.Writing == 0 && stored is not null)
                circuit.Known = stored;
        }

        if (result == ModelResult.Refused)
            Interlocked.Exchange(ref _readAt, long.MinValue);
        return result;
    }

    private async Task ReadAsync()
    {
        try
        {
            foreach (var health in await documents.ListAllAsync(default))
            {
                var circuit = _circuits.GetOrAdd(health.Id, static _ => new Circuit());
                lock (circuit)
                {
                    if (circuit.Writing == 0 && !(circuit.Known?.Version > health.Version))
                        circuit.Known = health;
                }
            }
        }
        catch (StorageUnavailableException error)
        {
            Log.ReadFailed(log, error);
        }
    }

    private enum ModelResult
    {
        Unknown,
        Applied,
        Refused,
    }

    private sealed class Circuit
    {
        public volatile ModelHealth? Known;

        /// <summary>Failures in a row, counted by this process.</summary>
        public int Failures;

        public int Writing;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Circuit of model {ModelId} opened until {Until} ({Failure})")]
        public static partial void Opened(ILogger log, ModelId modelId, ProviderFailure failure, DateTimeOffset until);

        [LoggerMessage(Level = LogLevel.Information, Message = "Circuit of model {ModelId} closed: the model responds again")]
        public static partial void Closed(ILogger log, ModelId modelId);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The circuit of a model could not be written; other processes do not see this change")]
        public static partial void WriteFailed(ILogger log, Exception error);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The circuits of models could not be read; this process continues with its last state")]
        public static partial void ReadFailed(ILogger log, Exception error);
    }
}
