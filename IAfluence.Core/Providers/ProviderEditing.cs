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
    public async Task<SaveOutcome<Provider>> CreateAsync(ProviderSettings settings, string? apiKey, CancellationToken ct)
    {
        settings = settings.Tidy();
        var errors = settings.Check();
        CheckApiKey(errors, apiKey);
        if (errors.Count > 0)
            return SaveOutcome<Provider>.Invalid(errors);
        var stem = Keys.KeyOf(settings.Name, "provider");
        for (var attempt = 1; attempt <= KeyTries; attempt++)
        {
            var key = attempt == 1 ? stem : $"{stem}-{attempt}";
            var made = settings.ApplyTo(new Provider { Id = NewId.Of<ProviderId>(time), Key = key, Kind = settings.Kind, Preset = settings.Preset });
            var provider = ProviderKeys.Guarded(null, made with { ProtectedApiKey = Protected(apiKey) }, time.GetUtcNow());
            if (await providers.Insert(provider) != InsertResult.Inserted)
                continue;
            provider.Version = 1;
            await catalog.RefreshAsync(ct);
            return SaveOutcome<Provider>.Saved(provider);
        }

        return SaveOutcome<Provider>.Invalid(new FieldError(nameof(settings.Name), FieldErrors.Taken, settings.Name));
    }

    /// <summary>Saves all but the API key; the key is dropped when the address moves to another host.</summary>
    /// <param name="id">Which.</param>
    /// <param name="readVersion">The version that the editor began from; null to overwrite whatever stands.</param>
    /// <param name="settings">As they are to be; its kind and preset stay as they were.</param>
    public async Task<SaveOutcome<Provider>> SaveAsync(ProviderId id, long? readVersion, ProviderSettings settings, CancellationToken ct)
    {
        while (await FindOrNullAsync(id, ct) is { } current)
        {
            var tidy = (settings with { Kind = current.Kind, Preset = current.Preset }).Tidy();
            if (tidy.Check() is { Count: > 0 } errors)
                return SaveOutcome<Provider>.Invalid(errors);
            var next = ProviderKeys.Guarded(current, tidy.ApplyTo(current), time.GetUtcNow());
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
    /// <param name="id">Whose.</param>
    /// <param name="apiKey">In clear.</param>
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
