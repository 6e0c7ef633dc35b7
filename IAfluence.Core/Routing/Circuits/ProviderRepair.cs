using IAfluence.Core.Providers;

namespace IAfluence.Core.Routing.Circuits;

/// <summary>
/// Changes and tests a provider. A saved change or a successful test closes the circuits of its models, so that they are called again at once and not
/// only after their cool-down.
/// </summary>
public sealed class ProviderRepair(ProviderEditing providers, ProviderProbe probe, ModelCircuits circuits)
{
    /// <inheritdoc cref="ProviderEditing.SaveAsync(ProviderId, long?, ProviderSettings, CancellationToken)"/>
    public async Task<SaveOutcome<Provider>> SaveAsync(ProviderId id, long? readVersion, ProviderSettings settings, CancellationToken ct) =>
        await ResetIfSavedAsync(id, await providers.SaveAsync(id, readVersion, settings, ct), ct);

    /// <inheritdoc cref="ProviderEditing.StoreApiKeyAsync"/>
    public async Task<SaveOutcome<Provider>> StoreApiKeyAsync(ProviderId id, string? apiKey, CancellationToken ct) =>
        await ResetIfSavedAsync(id, await providers.StoreApiKeyAsync(id, apiKey, ct), ct);

    /// <summary>Tests a provider with a short request.</summary>
    /// <param name="model">The model to call; null for any model of the provider.</param>
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
