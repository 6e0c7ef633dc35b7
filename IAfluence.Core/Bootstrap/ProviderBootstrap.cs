using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Bootstrap;

/// <summary>Checks and applies the providers, the models and the installation's route of the bootstrap file.</summary>
public sealed class ProviderBootstrap(ProviderService service, ISecretProtector secrets, AppliedObjects applied, TimeProvider time)
{
    private const string DefaultRouteAddress = "defaultRoute";

    public bool IsApplied(BootstrapFile file) =>
        file.Providers.All(IsApplied) && file.Models.All(IsApplied) && (!file.DefaultRoute.IsGiven || applied.Holds(DefaultRouteAddress, file.DefaultRouteDigest));

    public async Task CheckAsync(BootstrapFile file, RouteKeys routes, List<string> problems, CancellationToken ct)
    {
        var stored = await service.ListProviderKeysAsync(ct);
        foreach (var provider in file.Providers.Where(provider => !IsApplied(provider) && !stored.Contains(provider.Key) && !provider.Kind.IsGiven))
            problems.Add($"{provider.Path}.kind: is missing; a new provider needs one of: openai, anthropic, builtin.");
        foreach (var provider in file.Providers.Where(provider => !IsApplied(provider) && !stored.Contains(provider.Key) && !provider.BaseUrl.IsGiven))
        {
            if (ProviderPreset.FindOrNull(provider.Preset.Value) is { BaseUrl: null } preset)
                problems.Add($"{provider.Path}.baseUrl: is missing; a provider of preset {preset.Key} has an address of its own, such as {preset.BaseUrlExample}.");
        }

        foreach (var model in file.Models.Where(model => !IsApplied(model)))
        {
            if (model.Provider.IsGiven && !stored.Contains(model.Provider.Value!) && file.Providers.All(provider => provider.Key != model.Provider.Value))
                problems.Add($"{model.Path}.provider: there is no provider '{model.Provider.Value}'; there are: {string.Join(", ", stored.Union(file.Providers.Select(provider => provider.Key)).Order(StringComparer.Ordinal))}.");
            if (routes.IsStored(model.Key))
                continue;
            if (!model.Provider.IsGiven)
                problems.Add($"{model.Path}.provider: is missing; a new model needs one.");
            if (!model.Name.IsGiven)
                problems.Add($"{model.Path}.name: is missing; a new model needs the name its provider knows it by.");
        }

        foreach (var client in file.Clients)
        {
            var allowed = client.AllowedProcessors.Value?.Providers ?? [];
            for (var index = 0; index < allowed.Count; index++)
            {
                if (!stored.Contains(allowed[index]) && file.Providers.All(provider => provider.Key != allowed[index]))
                    problems.Add($"{client.Path}.allowedProcessors.providers[{index}]: there is no provider '{allowed[index]}'.");
            }
        }

        if (file.DefaultRoute.IsGiven)
            routes.Check(file.DefaultRoute.Value!, "defaultRoute", problems);
    }

    public async Task ApplyAsync(BootstrapFile file, CancellationToken ct)
    {
        foreach (var provider in file.Providers.Where(provider => !IsApplied(provider)))
        {
            await service.PutProviderAsync(provider.Key, before => Merge(provider, before), ct);
            await applied.RecordAsync(AddressOf(provider), provider.Digest);
        }

        foreach (var model in file.Models.Where(model => !IsApplied(model)))
        {
            var provider = model.Provider.IsGiven ? await service.FindProviderOrNullAsync(model.Provider.Value!, ct) : null;
            await service.PutModelAsync(model.Key, before => Merge(model, provider?.Id, before), ct);
            await applied.RecordAsync(AddressOf(model), model.Digest);
        }
    }

    /// <summary>After the models, whose keys it names.</summary>
    public async Task ApplyDefaultRouteAsync(BootstrapFile file, RouteKeys routes, CancellationToken ct)
    {
        if (!file.DefaultRoute.IsGiven || applied.Holds(DefaultRouteAddress, file.DefaultRouteDigest))
            return;
        await service.SetDefaultRouteAsync(routes.Resolve(file.DefaultRoute.Value!), ct);
        await applied.RecordAsync(DefaultRouteAddress, file.DefaultRouteDigest);
    }

    private Provider Merge(BootstrapProvider said, Provider? before)
    {
        var provider = before ?? new Provider { Id = NewId.Of<ProviderId>(time), Key = said.Key, Kind = said.Kind.Value };
        var kind = said.Kind.Or(provider.Kind);
        var preset = said.Preset.Or(provider.Preset);
        return provider with
        {
            Kind = kind,
            Preset = preset,
            BaseUrl = kind == ProviderKind.Builtin ? null : said.BaseUrl.Or((kind == provider.Kind ? provider.BaseUrl : null) ?? (ProviderPreset.FindOrNull(preset) ?? ProviderPreset.DefaultOf(kind)!).BaseUrl!),
            ApiVersion = said.ApiVersion.Or(provider.ApiVersion),
            // The file is the operator's own word: whoever can write it can reach the private network anyway.
            PrivateNetworkAllowed = provider.PrivateNetworkAllowed || said.BaseUrl.IsGiven || ProviderPreset.FindOrNull(preset) is { OnPrivateNetwork: true },
            ProtectedApiKey = said.ApiKey.IsGiven
                ? string.IsNullOrEmpty(said.ApiKey.Value) ? null : secrets.Protect(said.ApiKey.Value)
                : provider.ProtectedApiKey,
            Processor = said.Processor.Or(provider.Processor),
            Region = said.Region.Or(provider.Region),
            Quota = said.Quota.Or(provider.Quota),
            Active = said.Active.Or(provider.Active),
        };
    }

    private Model Merge(BootstrapModel said, ProviderId? provider, Model? before)
    {
        var model = before ?? new Model
        {
            Id = NewId.Of<ModelId>(time),
            Key = said.Key,
            ProviderId = provider!.Value,
            Name = said.Name.Value!,
            Price = ModelPrice.Free,
        };
        var input = said.InputMicros.Or(model.Price.InputMicros);
        // Without a price for cached tokens they cost what the others do; one that was set apart before stays apart.
        var hadOwnCachedPrice = before is not null && before.Price.CachedInputMicros != before.Price.InputMicros;
        var cached = said.CachedInputMicros.IsGiven ? said.CachedInputMicros.Value ?? input : hadOwnCachedPrice ? model.Price.CachedInputMicros : input;
        return model with
        {
            ProviderId = provider ?? model.ProviderId,
            Name = said.Name.Or(model.Name),
            Price = new ModelPrice(model.Price.PriceVersion, input, cached, said.OutputMicros.Or(model.Price.OutputMicros)),
            Quota = said.Quota.Or(model.Quota),
            Active = said.Active.Or(model.Active),
        };
    }

    private bool IsApplied(BootstrapProvider provider) => applied.Holds(AddressOf(provider), provider.Digest);

    private bool IsApplied(BootstrapModel model) => applied.Holds(AddressOf(model), model.Digest);

    private static string AddressOf(BootstrapProvider provider) => "providers/" + provider.Key;

    private static string AddressOf(BootstrapModel model) => "models/" + model.Key;
}
