using System.Text.Json.Nodes;
using IAfluence.Core.Bootstrap.Configuration;
using IAfluence.Core.Providers;
using IAfluence.Core.Quotas;
using IAfluence.Core.Routing.Changes;

namespace IAfluence.Core.Bootstrap;

/// <summary>Checks and applies the models of the bootstrap file, and the installation's route, which names them.</summary>
public sealed class ModelBootstrap(ProviderService providers, ModelEditing editing, InstallationRoute installation, QuotaService quotas, AppliedObjects applied)
{
    private const int MaxTries = 5;
    private const string RouteName = "defaultRoute";

    /// <summary>The stored models, and those that the file is about to make.</summary>
    internal async Task<RouteKeys> KeysAsync(ConfigurationFile file, CancellationToken ct) =>
        new(await providers.ListModelIdsAsync(ct), file.Models.Where(item => !applied.IsUnchanged(item)).Select(item => item.Key));

    internal async Task CheckAsync(ConfigurationFile file, CancellationToken ct)
    {
        var providerKeys = await providers.ListProviderKeysAsync(ct);
        var all = new SortedSet<string>(providerKeys.Concat(file.Providers.Where(item => !applied.IsUnchanged(item)).Select(item => item.Key)), StringComparer.Ordinal);
        var names = (await editing.ListAsync(null, ct)).ToDictionary(model => model.Key, model => (Owner: model.ProviderId.Value, model.Name, Place: $"model '{model.Key}'"));
        foreach (var item in file.Models.Where(item => !applied.IsUnchanged(item)))
        {
            var stored = await providers.FindModelOrNullAsync(item.Key, ct);
            var (configured, said) = Merge(item, stored);
            if (stored is null && !said.ContainsKey("provider"))
                file.Faults.AddRule($"{item.Path}.provider", "is missing; a new model needs one.");
            else if (said.ContainsKey("provider") && !all.Contains(configured.Provider))
                file.Faults.AddRule($"{item.Path}.provider", $"there is no provider '{Faults.Shown(configured.Provider)}'; there are: {string.Join(", ", all.Where(Keys.IsKey))}.");
            if (stored is null && !said.ContainsKey("name"))
                file.Faults.AddRule($"{item.Path}.name", "is missing; a new model needs the name its provider knows it by.");
            else
                await CheckNameAsync(file.Faults, item, configured, stored, names, ct);
            CheckSettings(file.Faults, item, configured);
        }
    }

    internal async Task ApplyAsync(ConfigurationFile file, CancellationToken ct)
    {
        foreach (var item in file.Models.Where(item => !applied.IsUnchanged(item)))
        {
            await ApplyAsync(item, ct);
            await applied.RecordAsync(item);
        }
    }

    internal void CheckDefaultRoute(ConfigurationFile file, RouteKeys routes)
    {
        if (file.DefaultRoute is not { } item || applied.IsUnchanged(item))
            return;
        routes.Check(item.Said, RouteName, RouteName, file.Faults);
        var errors = new List<FieldError>();
        if (routes.Resolve(item.Said, RouteName, null) is { Count: > 0 } route)
            RouteRules.Check(errors, InstallationRoute.Field, route);
        foreach (var error in errors)
            file.Faults.AddRule(RouteName, $"has too many items. Use at most {error.Argument}.");
    }

    /// <summary>After the models, whose keys it names.</summary>
    internal async Task ApplyDefaultRouteAsync(ConfigurationFile file, RouteKeys routes, CancellationToken ct)
    {
        if (file.DefaultRoute is not { } item || applied.IsUnchanged(item))
            return;
        var saved = await installation.SaveAsync(null, routes.Resolve(item.Said, RouteName, null) is { Count: > 0 } route ? route : null, ct);
        if (!saved.Succeeded)
            throw FaultText.Refused(item, saved.Errors);
        await applied.RecordAsync(item);
    }

    private async Task ApplyAsync(ConfigurationObject item, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            var stored = await providers.FindModelOrNullAsync(item.Key, ct);
            var (configured, said) = Merge(item, stored);
            var provider = said.ContainsKey("provider") ? (await providers.FindProviderOrNullAsync(configured.Provider, ct))?.Id : stored?.ProviderId;
            if (provider is null)
                throw FaultText.Refused(item, []);
            var saved = stored is null
                ? await editing.CreateAsync(provider.Value, configured.Settings(), ct, item.Key, configured.Active)
                : await editing.SaveAsync(stored.Id, stored.Version, configured.Settings(), null, ct, provider);
            if (saved.Kind == SaveKind.Conflict && tries < MaxTries)
                continue;
            if (!saved.Succeeded)
                throw FaultText.Refused(item, Named(saved.Errors));
            if (said.ContainsKey("active") && configured.Active != saved.Value!.Active)
                await editing.SetActiveAsync(saved.Value.Id, configured.Active, ct);
            if (said.ContainsKey("quota") && configured.Quota?.ToQuota() != saved.Value!.Quota)
                await quotas.SetAsync(QuotaScope.OfModel(saved.Value.Id), configured.Quota?.ToQuota(), ct);
            return;
        }
    }

    private (ModelConfiguration Configured, JsonObject Said) Merge(ConfigurationObject item, Model? stored)
    {
        var said = stored is null ? item.Said : applied.ChangesOf(item);
        // Where the file does not move it, its provider is not asked for its key.
        var before = stored is null ? new ModelConfiguration { Key = item.Key, Provider = "", Name = "" } : ModelConfiguration.Of(stored, "");
        return (ConfigurationMerge.Onto(before, said), said);
    }

    private static void CheckSettings(Faults faults, ConfigurationObject item, ModelConfiguration configured)
    {
        faults.AddOuterBlanks(item, "name");
        faults.AddErrors(item, Named(configured.Settings().Tidy().Check().Where(error => error is not { Field: nameof(ModelSettings.Name), Code: FieldErrors.Required })));
        faults.AddErrors(item, configured.Quota?.Check() ?? []);
    }

    /// <summary>In the order in which they will be written: a provider has a name once, at every moment.</summary>
    private async Task CheckNameAsync(
        Faults faults, ConfigurationObject item, ModelConfiguration configured, Model? stored, Dictionary<string, (string Owner, string Name, string Place)> names,
        CancellationToken ct)
    {
        var name = configured.Name.Trim();
        if (name.Length == 0)
            faults.AddRule($"{item.Path}.name", "is empty; give the name its provider knows the model by.");
        // A provider that the file is about to make is known by its key until then.
        var owner = configured.Provider.Length == 0 ? stored?.ProviderId.Value ?? "" : (await providers.FindProviderOrNullAsync(configured.Provider, ct))?.Id.Value ?? "new/" + configured.Provider;
        if (owner.Length == 0)
            return;
        if (names.FirstOrDefault(other => other.Key != item.Key && other.Value.Owner == owner && other.Value.Name == name) is { Key: not null } taken)
            faults.AddRule($"{item.Path}.name", $"'{Faults.Shown(name)}' is the name of {taken.Value.Place} of the same provider already; write another name, or leave one of the two out.");
        names[item.Key] = (owner, name, item.Path);
    }

    private static IReadOnlyList<FieldError> Named(IEnumerable<FieldError> errors) => [.. errors.Select(error => error with { Field = ModelConfiguration.NameOf(error.Field) })];
}
