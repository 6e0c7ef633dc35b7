using IAfluence.Core.Storage;

namespace IAfluence.Core.Providers;

/// <summary>Creates models, saves them with their prices, and switches them on and off. The caller checks permissions.</summary>
public sealed class ModelEditing(PlatformDocuments<Model> models, PlatformDocuments<Provider> providers, ProviderCatalog catalog, TimeProvider time)
{
    private const int KeyTries = 1000;

    /// <summary>Lists the models of one provider or of all, by name, without deleted ones.</summary>
    public async Task<IReadOnlyList<Model>> ListAsync(ProviderId? providerId, CancellationToken ct) =>
        [.. (await models.ListAllAsync(ct)).Where(model => model.DeletedAt is null && (providerId is null || model.ProviderId == providerId))
            .OrderBy(model => SortKeys.Of(model.Name), StringComparer.Ordinal).ThenBy(model => model.Key, StringComparer.Ordinal)];

    /// <returns>Null when the model does not exist or was deleted.</returns>
    public async Task<Model?> FindOrNullAsync(ModelId id, CancellationToken ct) =>
        await models.FindOrNullAsync(id, ct) is { DeletedAt: null } model ? model : null;

    /// <returns>The model with its provider; null when one of them does not exist or was deleted.</returns>
    public async Task<(Model Model, Provider Provider)?> FindWithProviderOrNullAsync(ModelId id, CancellationToken ct) =>
        await FindOrNullAsync(id, ct) is { } model && await providers.FindOrNullAsync(model.ProviderId, ct) is { DeletedAt: null } provider
            ? (model, provider)
            : null;

    /// <returns>Missing when the provider does not exist; invalid when the provider already has a model of this name.</returns>
    /// <param name="key">The key in the bootstrap file; null to derive it from the name.</param>
    /// <param name="active">Whether routes may call it at once.</param>
    public async Task<SaveOutcome<Model>> CreateAsync(ProviderId providerId, ModelSettings settings, CancellationToken ct, string? key = null, bool active = true)
    {
        settings = settings.Tidy();
        if (await providers.FindOrNullAsync(providerId, ct) is not { DeletedAt: null })
            return SaveOutcome<Model>.Missing;
        var errors = await CheckAsync(providerId, null, settings, ct);
        if (key is not null && !Keys.IsKey(key))
            errors.Add(new(nameof(Model.Key), FieldErrors.NotAKey, key));
        if (errors.Count > 0)
            return SaveOutcome<Model>.Invalid(errors);
        var stem = key ?? Keys.KeyOf(settings.Name, "model");
        for (var attempt = 1; attempt <= (key is null ? KeyTries : 1); attempt++)
        {
            var model = new Model
            {
                Id = NewId.Of<ModelId>(time),
                Key = attempt == 1 ? stem : $"{stem}-{attempt}",
                ProviderId = providerId,
                Name = settings.Name,
                Price = settings.Price,
                Active = active,
            };
            if (await models.Insert(model) != InsertResult.Inserted)
                continue;
            model.Version = 1;
            await catalog.RefreshAsync(ct);
            return SaveOutcome<Model>.Saved(model);
        }

        return SaveOutcome<Model>.Invalid(new FieldError(key is null ? nameof(settings.Name) : nameof(Model.Key), FieldErrors.Taken, key ?? settings.Name));
    }

    /// <param name="readVersion">The version that the editor read; null overwrites any version.</param>
    /// <param name="settings">The new settings. A changed price applies from now on and is recorded.</param>
    /// <param name="by">The user who saves; null for the bootstrap file.</param>
    /// <param name="providerId">The provider to which the model moves; null to keep it.</param>
    /// <returns>Missing when the model or the provider does not exist.</returns>
    public async Task<SaveOutcome<Model>> SaveAsync(
        ModelId id, long? readVersion, ModelSettings settings, UserId? by, CancellationToken ct, ProviderId? providerId = null)
    {
        settings = settings.Tidy();
        while (await FindOrNullAsync(id, ct) is { } current)
        {
            var owner = providerId ?? current.ProviderId;
            if (owner != current.ProviderId && await providers.FindOrNullAsync(owner, ct) is not { DeletedAt: null })
                return SaveOutcome<Model>.Missing;
            if (await CheckAsync(owner, id, settings, ct) is { Count: > 0 } errors)
                return SaveOutcome<Model>.Invalid(errors);
            var next = PriceChanges.Noted(current, current with { ProviderId = owner, Name = settings.Name, Price = settings.Price }, by, time.GetUtcNow());
            if (next == current)
                return SaveOutcome<Model>.Unchanged(current);
            if (readVersion is not null && readVersion != current.Version)
                return SaveOutcome<Model>.Conflict(current);
            if (await ReplacedAsync(current, next, ct))
                return SaveOutcome<Model>.Saved(next);
        }

        return SaveOutcome<Model>.Missing;
    }

    /// <summary>Switches a model on or off. Routes skip a model that is off.</summary>
    public async Task<SaveOutcome<Model>> SetActiveAsync(ModelId id, bool active, CancellationToken ct)
    {
        while (await FindOrNullAsync(id, ct) is { } current)
        {
            if (current.Active == active)
                return SaveOutcome<Model>.Unchanged(current);
            var next = current with { Active = active };
            if (await ReplacedAsync(current, next, ct))
                return SaveOutcome<Model>.Saved(next);
        }

        return SaveOutcome<Model>.Missing;
    }

    private async Task<bool> ReplacedAsync(Model current, Model next, CancellationToken ct)
    {
        if (await models.Replace(next) != PutResult.Replaced)
            return false;
        next.Version = current.Version + 1;
        await catalog.RefreshAsync(ct);
        return true;
    }

    private async Task<List<FieldError>> CheckAsync(ProviderId providerId, ModelId? self, ModelSettings settings, CancellationToken ct)
    {
        var errors = settings.Check();
        // Two entries for one model would share its limits at the vendor, and could not be distinguished in a list.
        if ((await ListAsync(providerId, ct)).Any(other => other.Id != self && other.Name == settings.Name))
            errors.Add(new(nameof(settings.Name), FieldErrors.Taken, settings.Name));
        return errors;
    }
}
