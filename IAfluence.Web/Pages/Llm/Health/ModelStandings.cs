using IAfluence.Core.Providers;
using IAfluence.Core.Quotas;
using IAfluence.Core.Routing.Changes;
using IAfluence.Core.Routing.Circuits;

namespace IAfluence.Web.Pages.Llm.Health;

/// <summary>Determines which models are called now, as the router would.</summary>
public sealed class ModelStandings(ProviderCatalog catalog, ModelCircuits circuits, ModelQuotas ceilings, ModelOverrides overrides, TimeProvider time)
{
    /// <summary>The effective default route: the override's model first, while there is one.</summary>
    public IReadOnlyList<ModelId> Route => overrides.CurrentOrNull is { } first
        ? [first.ModelId, .. catalog.DefaultRoute.Where(id => id != first.ModelId)]
        : catalog.DefaultRoute;

    /// <summary>Reads the current circuits and the available models of the default route.</summary>
    public async Task<Standings> ReadAsync(CancellationToken ct)
    {
        var health = await circuits.ListAsync(ct);
        var now = time.GetUtcNow();
        var standings = catalog.Models.ToDictionary(found => found.Model.Id, found => Of(found, health.GetValueOrDefault(found.Model.Id), now));
        foreach (var id in Route)
        {
            if (standings.TryGetValue(id, out var standing) && standing.Standing == ModelStanding.Ready)
            {
                standings[id] = standing with { Standing = ModelStanding.Serves };
                break;
            }
        }

        return new Standings(standings);
    }

    private StandingOfModel Of(ResolvedModel model, ModelHealth? circuit, DateTimeOffset now) => circuit switch
    {
        _ when ceilings.IsUsedUp(model) => new(ModelStanding.UsedUp, null, null),
        { State: CircuitState.Open, OpenUntil: { } until } when until > now => new(ModelStanding.CoolingDown, until - now, circuit.Failure),
        { State: CircuitState.HalfOpen, ProbeUntil: { } until } when until > now => new(ModelStanding.Probed, null, circuit.Failure),
        _ => new(ModelStanding.Ready, null, null),
    };
}

/// <summary>Whether a model is called.</summary>
/// <param name="CoolDownLeft">The remaining cool-down; null unless it cools down.</param>
/// <param name="CoolDownCause">What opened its circuit; null unless it cools down or is probed.</param>
public sealed record StandingOfModel(ModelStanding Standing, TimeSpan? CoolDownLeft, ProviderFailure? CoolDownCause);

/// <summary>Whether each model is called; a model that is not listed cannot be called.</summary>
public sealed record Standings(IReadOnlyDictionary<ModelId, StandingOfModel> Known)
{
    public StandingOfModel Of(ModelId id) => Known.GetValueOrDefault(id) ?? new StandingOfModel(ModelStanding.Off, null, null);
}
