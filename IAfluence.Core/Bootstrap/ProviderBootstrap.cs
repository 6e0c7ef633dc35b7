using System.Text.Json.Nodes;
using IAfluence.Core.Bootstrap.Configuration;
using IAfluence.Core.Providers;
using IAfluence.Core.Quotas;

namespace IAfluence.Core.Bootstrap;

/// <summary>Checks and applies the providers of the bootstrap file.</summary>
public sealed class ProviderBootstrap(ProviderService providers, ProviderEditing editing, QuotaService quotas, AppliedObjects applied)
{
    private const int MaxTries = 5;
    private const string ApiKeyName = "apiKey";
    private const string BaseUrlName = "baseUrl";

    internal async Task CheckAsync(ConfigurationFile file, CancellationToken ct)
    {
        foreach (var item in file.Providers.Where(item => !applied.IsUnchanged(item)))
        {
            var stored = await providers.FindProviderOrNullAsync(item.Key, ct);
            if (stored is null && !item.Said.ContainsKey("kind"))
                file.Faults.AddRule($"{item.Path}.kind", "is missing; a new provider needs one of: openai, anthropic, builtin.");
            var (configured, said) = Merge(item, stored);
            var settings = Settings(configured, said, stored).Tidy();
            CheckPreset(file.Faults, item, settings);
            file.Faults.AddOuterBlanks(item, BaseUrlName, "apiVersion", "processor", "region");
            // What people call it is no part of the document.
            foreach (var error in settings.Check().Where(error => error.Field != nameof(settings.Name)))
                AddError(file.Faults, item, settings, error);
            CheckApiKey(file.Faults, item);
            file.Faults.AddErrors(item, configured.Quota?.Check() ?? []);
        }
    }

    internal async Task ApplyAsync(ConfigurationFile file, CancellationToken ct)
    {
        foreach (var item in file.Providers.Where(item => !applied.IsUnchanged(item)))
        {
            await ApplyAsync(item, ct);
            await applied.RecordAsync(item);
        }
    }

    private async Task ApplyAsync(ConfigurationObject item, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            var stored = await providers.FindProviderOrNullAsync(item.Key, ct);
            var (configured, said) = Merge(item, stored);
            var settings = Settings(configured, said, stored);
            var apiKey = said.ContainsKey(ApiKeyName) ? configured.ApiKey ?? "" : null;
            var saved = stored is null
                ? await editing.CreateAsync(settings, apiKey, ct, item.Key, configured.Active)
                : await editing.SaveAllAsync(stored.Id, stored.Version, settings, new ProviderChange(apiKey, configured.Active), ct);
            if (saved.Kind == SaveKind.Conflict && tries < MaxTries)
                continue;
            if (!saved.Succeeded)
                throw FaultText.Refused(item, saved.Errors);
            if (said.ContainsKey("quota") && configured.Quota?.ToQuota() != saved.Value!.Quota)
                await quotas.SetAsync(QuotaScope.OfProvider(saved.Value.Id), configured.Quota?.ToQuota(), ct);
            return;
        }
    }

    private (ProviderConfiguration Configured, JsonObject Said) Merge(ConfigurationObject item, Provider? stored)
    {
        var said = stored is null ? item.Said : applied.ChangesOf(item);
        if (stored is null)
            return (ConfigurationMerge.Onto(new ProviderConfiguration { Key = item.Key, Kind = "" }, said), said);
        // Another kind has another address: the file's own counts again, whether or not it was changed.
        if (said.ContainsKey("kind"))
            said = WithStated(said, item, BaseUrlName);
        var configured = ConfigurationMerge.Onto(ProviderConfiguration.Of(stored), said);
        // A stored key never goes along to another host. The key that the file states beside the new address is meant for it.
        if (ProviderKeys.HostOf(stored with { BaseUrl = Settings(configured, said, stored).Tidy().BaseUrl }) == ProviderKeys.HostOf(stored))
            return (configured, said);
        said = WithStated(said, item, ApiKeyName);
        return (ConfigurationMerge.Onto(ProviderConfiguration.Of(stored), said), said);
    }

    /// <summary>The changes, and a property that the file states whether or not it changed it.</summary>
    private static JsonObject WithStated(JsonObject said, ConfigurationObject item, string name)
    {
        if (said.ContainsKey(name) || item.Said[name] is not { } stated)
            return said;
        var more = (JsonObject)said.DeepClone();
        more[name] = stated.DeepClone();
        return more;
    }

    private static ProviderSettings Settings(ProviderConfiguration configured, JsonObject said, Provider? stored) =>
        configured.Settings(stored, addressGiven: said[BaseUrlName] is not null, presetGiven: said.ContainsKey("preset") || said.ContainsKey("kind"));

    private static void CheckPreset(Faults faults, ConfigurationObject item, ProviderSettings settings)
    {
        if (settings.Preset is not { } key)
            return;
        if (ProviderPreset.FindOrNull(key) is not { } preset)
            faults.AddRule($"{item.Path}.preset", $"'{Faults.Shown(key)}' is not a valid value. Use one of: {string.Join(", ", ProviderPreset.All.Select(each => each.Key))}.");
        else if (preset.Kind != settings.Kind)
            faults.AddRule($"{item.Path}.preset", $"'{preset.Key}' does not go with this kind.");
    }

    private static void AddError(Faults faults, ConfigurationObject item, ProviderSettings settings, FieldError error)
    {
        var path = $"{item.Path}.{BaseUrlName}";
        if (error is { Field: nameof(settings.BaseUrl), Code: FieldErrors.Required } && ProviderPreset.FindOrNull(settings.Preset) is { BaseUrlExample: { } example } preset)
            faults.AddRule(path, $"is missing; a provider of preset {preset.Key} has an address of its own, such as {example}.");
        else if (error is { Field: nameof(settings.BaseUrl), Code: FieldErrors.NotAnAddress })
            faults.AddRule(path, WhatIsWrongWith(settings.BaseUrl));
        else
            faults.AddErrors(item, [error]);
    }

    /// <summary>An address that may hold a password or a token is not repeated.</summary>
    private static string WhatIsWrongWith(string baseUrl)
    {
        const string example = "https://api.openai.com/v1";
        if (!Uri.TryCreate(baseUrl, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            var shown = FaultText.MayHoldASecret(baseUrl) ? "" : $"'{Faults.Shown(baseUrl)}' ";
            return $"{shown}is not a valid address. Use one such as {example}.";
        }

        List<string> parts = [];
        if (address.UserInfo.Length > 0)
            parts.Add("a user or password");
        if (address.Query.Length > 0)
            parts.Add("a query");
        if (address.Fragment.Length > 0)
            parts.Add("a fragment");
        return $"contains {string.Join(" and ", parts)}. Use scheme, host and path only, for example {example}, and put the key in apiKey.";
    }

    private static void CheckApiKey(Faults faults, ConfigurationObject item)
    {
        if (item.TextOrNull(ApiKeyName) is not { Length: > 0 } apiKey)
            return;
        var errors = new List<FieldError>();
        ProviderEditing.CheckApiKey(errors, apiKey);
        // A form's field sends no line break; a file would put it into the header.
        if (errors.Count == 0 && apiKey.Trim() != apiKey)
            errors.Add(new(ProviderEditing.ApiKeyField, FieldErrors.NotAnApiKey));
        faults.AddErrors(item, errors);
    }
}
