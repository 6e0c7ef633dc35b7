using IAfluence.Core.Providers;

namespace IAfluence.Core.Routing.Circuits;

/// <summary>
/// Changes and tests a provider. Whatever may have mended it lets its models be asked again at once, instead of after the pause that their
/// failures brought them.
/// </summary>
public sealed class ProviderRepair(ProviderEditing providers, ProviderProbe probe, ModelCircuits circuits)
{
    /// <summary>Saves what an editor made of the version they read; see <see cref="ProviderEditing"/>.</summary>
    public async Task<SaveOutcome<Provider>> SaveAsync(ProviderId id, long? readVersion, ProviderSettings settings, CancellationToken ct) =>
        await ResetIfSavedAsync(id, await providers.SaveAsync(id, readVersion, settings, ct), ct);

    /// <inheritdoc cref="ProviderEditing.StoreApiKeyAsync"/>
    public async Task<SaveOutcome<Provider>> StoreApiKeyAsync(ProviderId id, string? apiKey, CancellationToken ct) =>
        await ResetIfSavedAsync(id, await providers.StoreApiKeyAsync(id, apiKey, ct), ct);

    /// <summary>Asks a provider for a short answer.</summary>
    /// <param name="model">The model to ask; null for any of its models.</param>
    public async Task<ProbeResult> TestAsync(ProviderId id, ModelId? model, CancellationToken ct)
    {
        var result = await probe.TestAsync(id, model, ct);
        if (result.Succeeded)
            await circuits.ResetAsync(id, model, ct);
        return result;
    }

    private async Task<SaveOutcome<Provider>> ResetIfSavedAsync(ProviderId id, SaveOutcome<Provider> outcome, CancellationToken ct)
    {
        if (outcome.Kind == SaveKind.Saved)
            await circuits.ResetAsync(id, null, ct);
        return outcome;
    }
}
