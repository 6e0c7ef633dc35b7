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
            if (stored is null && !item.Properties.ContainsKey("kind"))
                file.Faults.AddRule($"{item.Path}.kind", "is missing. Use one of: openai, anthropic, builtin.");
            var (configured, properties) = Merge(item, stored);
            var settings = Settings(configured, properties, stored).Tidy();
            CheckPreset(file.Faults, item, settings);
            file.Faults.AddOuterBlanks(item, BaseUrlName, "apiVersion", "processor", "region");
            // The document does not contain the display name.
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
            var (configured, properties) = Merge(item, stored);
            var settings = Settings(configured, properties, stored);
            var apiKey = properties.ContainsKey(ApiKeyName) ? configured.ApiKey ?? "" : null;
            var saved = stored is null
                ? await editing.CreateAsync(settings, apiKey, ct, item.Key, configured.Active)
                : await editing.SaveAllAsync(stored.Id, stored.Version, settings, new ProviderChange(apiKey, configured.Active), ct);
            if (saved.Kind == SaveKind.Conflict && tries < MaxTries)
                continue;
            if (!saved.Succeeded)
                throw FaultText.Refused(item, saved.Errors);
            if (properties.ContainsKey("quota") && configured.Quota?.ToQuota() != saved.Value!.Quota)
                await quotas.SetAsync(QuotaScope.OfProvider(saved.Value.Id), configured.Quota?.ToQuota(), ct);
            return;
        }
    }

    private (ProviderConfiguration Configured, JsonObject Properties) Merge(ConfigurationObject item, Provider? stored)
    {
        var properties = stored is null ? item.Properties : applied.ChangesOf(item);
        if (stored is null)
            return (ConfigurationMerge.Onto(new ProviderConfiguration { Key = item.Key, Kind = "" }, properties), properties);
        // A provider of another kind has another address, so the file's address is used again even when it is unchanged.
        if (properties.ContainsKey("kind"))
            properties = WithStated(properties, item, BaseUrlName);
        var configured = ConfigurationMerge.Onto(ProviderConfiguration.Of(stored), properties);
        // A stored API key is never sent to another host. An API key stated beside the new address is meant for it.
        if (ProviderKeys.HostOf(stored with { BaseUrl = Settings(configured, properties, stored).Tidy().BaseUrl }) == ProviderKeys.HostOf(stored))
            return (configured, properties);
        properties = WithStated(properties, item, ApiKeyName);
        return (ConfigurationMerge.Onto(ProviderConfiguration.Of(stored), properties), properties);
    }

    /// <summary>The changes, with the named property added when the file states it.</summary>
    private static JsonObject WithStated(JsonObject properties, ConfigurationObject item, string name)
    {
        if (properties.ContainsKey(name) || item.Properties[name] is not { } stated)
            return properties;
        var more = (JsonObject)properties.DeepClone();
        more[name] = stated.DeepClone();
        return more;
    }

    private static ProviderSettings Settings(ProviderConfiguration configured, JsonObject properties, Provider? stored) =>
        configured.Settings(stored, addressGiven: properties[BaseUrlName] is not null, presetGiven: properties.ContainsKey("preset") || properties.ContainsKey("kind"));

    private static void CheckPreset(Faults faults, ConfigurationObject item, ProviderSettings settings)
    {
        if (settings.Preset is not { } key)
            return;
        if (ProviderPreset.FindOrNull(key) is not { } preset)
            faults.AddRule($"{item.Path}.preset", $"'{Faults.Format(key)}' is not a valid value. Use one of: {string.Join(", ", ProviderPreset.All.Select(each => each.Key))}.");
        else if (preset.Kind != settings.Kind)
            faults.AddRule($"{item.Path}.preset", $"'{preset.Key}' is a preset of another kind. Change 'kind' or 'preset'.");
    }

    private static void AddError(Faults faults, ConfigurationObject item, ProviderSettings settings, FieldError error)
    {
        var path = $"{item.Path}.{BaseUrlName}";
        if (error is { Field: nameof(settings.BaseUrl), Code: FieldErrors.Required } && ProviderPreset.FindOrNull(settings.Preset) is { BaseUrlExample: { } example } preset)
            faults.AddRule(path, $"is missing. Preset {preset.Key} needs an address, for example {example}.");
        else if (error is { Field: nameof(settings.BaseUrl), Code: FieldErrors.NotAnAddress })
            faults.AddRule(path, DescribeInvalidAddress(settings.BaseUrl));
        else
            faults.AddErrors(item, [error]);
    }

    /// <summary>Describes an invalid address without repeating one that may contain a password or a token.</summary>
    private static string DescribeInvalidAddress(string baseUrl)
    {
        const string example = "https://api.openai.com/v1";
        if (!Uri.TryCreate(baseUrl, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            var shown = FaultText.MayContainSecret(baseUrl) ? "" : $"'{Faults.Format(baseUrl)}' ";
            return $"{shown}is not a valid address. Use one such as {example}.";
        }

        List<string> parts = [];
        if (address.UserInfo.Length > 0)
            parts.Add("a user name or password");
        if (address.Query.Length > 0)
            parts.Add("a query");
        if (address.Fragment.Length > 0)
            parts.Add("a fragment");
        return $"contains {string.Join(" and ", parts)}. Use only scheme, host and path, for example {example}, and put the key in apiKey.";
    }

    private static void CheckApiKey(Faults faults, ConfigurationObject item)
    {
        if (item.TextOrNull(ApiKeyName) is not { Length: > 0 } apiKey)
            return;
        var errors = new List<FieldError>();
        ProviderEditing.CheckApiKey(errors, apiKey);
        // A form field cannot contain a line break, but a file can, and it would end up in a request header.
        if (errors.Count == 0 && apiKey.Trim() != apiKey)
            errors.Add(new(ProviderEditing.ApiKeyField, FieldErrors.NotAnApiKey));
        faults.AddErrors(item, errors);
    }
}
