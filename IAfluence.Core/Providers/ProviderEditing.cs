using IAfluence.Core.Storage;

namespace IAfluence.Core.Providers;

/// <summary>Makes providers, saves them, stores their API keys, switches them on and off. Who may do so is asked before.</summary>
public sealed class ProviderEditing(PlatformDocuments<Provider> providers, ProviderCatalog catalog, ISecretProtector secrets, TimeProvider time)
{
    public const int MaxApiKeyCharacters = 1000;

    /// <summary>The field that errors of an API key name.</summary>
    public const string ApiKeyField = "ApiKey";

    private const int KeyTries = 1000;

    /// <summary>By name, those that were deleted apart.</summary>
    public async Task<IReadOnlyList<Provider>> ListAsync(CancellationToken ct) =>
        [.. (await providers.ListAllAsync(ct)).Where(provider => provider.DeletedAt is null)
            .OrderBy(provider => SortKeys.Of(provider.Title), StringComparer.Ordinal).ThenBy(provider => provider.Key, StringComparer.Ordinal)];

    /// <returns>Null when there is none, or not any more.</returns>
    public async Task<Provider?> FindOrNullAsync(ProviderId id, CancellationToken ct) =>
        await providers.FindOrNullAsync(id, ct) is { DeletedAt: null } provider ? provider : null;

    /// <param name="settings">What it begins with.</param>
    /// <param name="apiKey">In clear; null or blank for none.</param>
    /// <param name="key">Its key in the configuration; null for one made from its name.</param>
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

    /// <summary>Saves all but the API key; the key is dropped when the address moves to another host.</summary>
    /// <param name="readVersion">The version that the editor began from; null to overwrite whatever stands.</param>
    /// <param name="settings">As they are to be; its kind and preset stay as they were.</param>
    public Task<SaveOutcome<Provider>> SaveAsync(ProviderId id, long? readVersion, ProviderSettings settings, CancellationToken ct) =>
        SaveAsync(id, readVersion, current => settings with { Kind = current.Kind, Preset = current.Preset }, ProviderChange.None, ct);

    /// <summary>Saves all that a configuration states of a provider in one write: its kind and preset, its API key and its switch too.</summary>
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

    /// <summary>Stores an API key, encrypted, in place of the one before.</summary>
    /// <param name="apiKey">The key itself, not yet encrypted.</param>
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

    /// <summary>Switched off, none of its models is called.</summary>
    public Task<SaveOutcome<Provider>> SetActiveAsync(ProviderId id, bool active, CancellationToken ct) =>
        ChangeAsync(id, before => before with { Active = active }, ct);

    internal static void CheckApiKey(List<FieldError> errors, string? apiKey)
    {
        var text = apiKey?.Trim() ?? "";
        if (text.Length > MaxApiKeyCharacters)
            errors.Add(new(ApiKeyField, FieldErrors.TooLong, MaxApiKeyCharacters));
        // It travels in a header. What was typed is not repeated in the message.
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

/// <summary>What changes of a provider beside its settings.</summary>
/// <param name="ApiKey">In clear; blank takes the stored one away, null leaves it.</param>
/// <param name="Active">Null leaves it as it is.</param>
public sealed record ProviderChange(string? ApiKey, bool? Active)
{
    public static readonly ProviderChange None = new(null, null);
}
