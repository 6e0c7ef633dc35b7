using IAfluence.Core.Storage;

namespace IAfluence.Core.Providers;

/// <summary>Creates and saves providers, stores their API keys, and switches them on and off. The caller checks permissions.</summary>
public sealed class ProviderEditing(PlatformDocuments<Provider> providers, ProviderCatalog catalog, ISecretProtector secrets, TimeProvider time)
{
    public const int MaxApiKeyCharacters = 1000;

    /// <summary>The field name of an API key in errors.</summary>
    public const string ApiKeyField = "ApiKey";

    private const int KeyTries = 1000;

    /// <summary>Lists the providers by name, without deleted ones.</summary>
    public async Task<IReadOnlyList<Provider>> ListAsync(CancellationToken ct) =>
        [.. (await providers.ListAllAsync(ct)).Where(provider => provider.DeletedAt is null)
            .OrderBy(provider => SortKeys.Of(provider.Title), StringComparer.Ordinal).ThenBy(provider => provider.Key, StringComparer.Ordinal)];

    /// <returns>Null when the provider does not exist or was deleted.</returns>
    public async Task<Provider?> FindOrNullAsync(ProviderId id, CancellationToken ct) =>
        await providers.FindOrNullAsync(id, ct) is { DeletedAt: null } provider ? provider : null;

    /// <param name="apiKey">In clear text; null or blank for none.</param>
    /// <param name="key">The key in the bootstrap file; null to derive it from the name.</param>
    /// <param name="active">Whether its models may be called at once.</param>
    public async Task<SaveOutcome<Provider>> CreateAsync(ProviderSettings settings, string? apiKey, CancellationToken ct, string? key = null, bool active = true)
    {
        settings = settings.Tidy();
        var errors = settings.Check();
        CheckApiKey(errors, apiKey);
        if (key is not null && !Keys.IsKey(key))
            errors.Add(new(nameof(Provider.Key), FieldErrors.NotAKey, key));
        if (errors.Count > 0)
            return SaveOutcome<Provider>.Invalid(errors);
        var stem = key ?? Keys.KeyOf(settings.Name, "provider");
        for (var attempt = 1; attempt <= (key is null ? KeyTries : 1); attempt++)
        {
            var made = settings.ApplyTo(new Provider
            {
                Id = NewId.Of<ProviderId>(time),
                Key = attempt == 1 ? stem : $"{stem}-{attempt}",
                Kind = settings.Kind,
                Preset = settings.Preset,
                Active = active,
            });
            var provider = ProviderKeys.Guarded(null, made with { ProtectedApiKey = Protected(apiKey) }, time.GetUtcNow());
            if (await providers.Insert(provider) != InsertResult.Inserted)
                continue;
            provider.Version = 1;
            await catalog.RefreshAsync(ct);
            return SaveOutcome<Provider>.Saved(provider);
        }

        return SaveOutcome<Provider>.Invalid(new FieldError(key is null ? nameof(settings.Name) : nameof(Provider.Key), FieldErrors.Taken, key ?? settings.Name));
    }

    /// <summary>Saves the settings without the API key. The stored key is removed when the address changes to another host.</summary>
    /// <param name="readVersion">The version that the editor read; null overwrites any version.</param>
    /// <param name="settings">The new settings. The kind and the preset are not changed.</param>
    public Task<SaveOutcome<Provider>> SaveAsync(ProviderId id, long? readVersion, ProviderSettings settings, CancellationToken ct) =>
        SaveAsync(id, readVersion, current => settings with { Kind = current.Kind, Preset = current.Preset }, ProviderChange.None, ct);

    /// <summary>Saves everything that a bootstrap file states about a provider in one write, including its kind, preset, API key and active state.</summary>
    /// <inheritdoc cref="SaveAsync(ProviderId, long?, ProviderSettings, CancellationToken)"/>
    public Task<SaveOutcome<Provider>> SaveAllAsync(ProviderId id, long? readVersion, ProviderSettings settings, ProviderChange change, CancellationToken ct) =>
        SaveAsync(id, readVersion, _ => settings, change, ct);

    private async Task<SaveOutcome<Provider>> SaveAsync(
        ProviderId id, long? readVersion, Func<Provider, ProviderSettings> settings, ProviderChange change, CancellationToken ct)
    {
        while (await FindOrNullAsync(id, ct) is { } current)
        {
            var tidy = settings(current).Tidy();
            var errors = tidy.Check();
            CheckApiKey(errors, change.ApiKey);
            if (errors.Count > 0)
                return SaveOutcome<Provider>.Invalid(errors);
            var after = tidy.ApplyTo(current) with
            {
                Kind = tidy.Kind,
                Preset = tidy.Preset,
                Active = change.Active ?? current.Active,
                ProtectedApiKey = change.ApiKey is null ? current.ProtectedApiKey : Protected(change.ApiKey),
            };
            var next = ProviderKeys.Guarded(current, after, time.GetUtcNow());
            if (next == current)
                return SaveOutcome<Provider>.Unchanged(current);
            if (readVersion is not null && readVersion != current.Version)
                return SaveOutcome<Provider>.Conflict(current);
            if (await ReplacedAsync(current, next, ct))
                return SaveOutcome<Provider>.Saved(next);
        }

        return SaveOutcome<Provider>.Missing;
    }

    /// <summary>Encrypts and stores an API key. It replaces the stored one.</summary>
    /// <param name="apiKey">In clear text.</param>
    public async Task<SaveOutcome<Provider>> StoreApiKeyAsync(ProviderId id, string? apiKey, CancellationToken ct)
    {
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(apiKey))
            errors.Add(new(ApiKeyField, FieldErrors.Required));
        CheckApiKey(errors, apiKey);
        return errors.Count > 0 ? SaveOutcome<Provider>.Invalid(errors) : await ChangeAsync(id, before => before with { ProtectedApiKey = Protected(apiKey) }, ct);
    }

    public Task<SaveOutcome<Provider>> RemoveApiKeyAsync(ProviderId id, CancellationToken ct) =>
        ChangeAsync(id, before => before with { ProtectedApiKey = null }, ct);

    /// <summary>Switches a provider on or off. No model of a provider that is off is called.</summary>
    public Task<SaveOutcome<Provider>> SetActiveAsync(ProviderId id, bool active, CancellationToken ct) =>
        ChangeAsync(id, before => before with { Active = active }, ct);

    internal static void CheckApiKey(List<FieldError> errors, string? apiKey)
    {
        var text = apiKey?.Trim() ?? "";
        if (text.Length > MaxApiKeyCharacters)
            errors.Add(new(ApiKeyField, FieldErrors.TooLong, MaxApiKeyCharacters));
        // The key is sent in a header. The error does not repeat what was typed.
        else if (text.Any(character => character is < '!' or > '~'))
            errors.Add(new(ApiKeyField, FieldErrors.NotAnApiKey));
    }

    private async Task<SaveOutcome<Provider>> ChangeAsync(ProviderId id, Func<Provider, Provider> change, CancellationToken ct)
    {
        while (await FindOrNullAsync(id, ct) is { } current)
        {
            var next = ProviderKeys.Guarded(current, change(current), time.GetUtcNow());
            if (next == current)
                return SaveOutcome<Provider>.Unchanged(current);
            if (await ReplacedAsync(current, next, ct))
                return SaveOutcome<Provider>.Saved(next);
        }

        return SaveOutcome<Provider>.Missing;
    }

    private async Task<bool> ReplacedAsync(Provider current, Provider next, CancellationToken ct)
    {
        if (await providers.Replace(next) != PutResult.Replaced)
            return false;
        next.Version = current.Version + 1;
        await catalog.RefreshAsync(ct);
        return true;
    }

    private string? Protected(string? apiKey) => string.IsNullOrWhiteSpace(apiKey) ? null : secrets.Protect(apiKey.Trim());
}

/// <summary>The changes to a provider besides its settings.</summary>
/// <param name="ApiKey">In clear text; blank removes the stored key, null keeps it.</param>
/// <param name="Active">Null keeps the current state.</param>
public sealed record ProviderChange(string? ApiKey, bool? Active)
{
    public static readonly ProviderChange None = new(null, null);
}
