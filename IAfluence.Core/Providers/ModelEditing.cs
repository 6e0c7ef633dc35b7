using IAfluence.Core.Storage;

namespace IAfluence.Core.Providers;

/// <summary>Makes models, saves them with their prices, switches them on and off. Who may do so is asked before.</summary>
public sealed class ModelEditing(PlatformDocuments<Model> models, PlatformDocuments<Provider> providers, ProviderCatalog catalog, TimeProvider time)
{
    private const int KeyTries = 1000;

    /// <summary>Of one provider or of all, by name; those that were deleted apart.</summary>
    public async Task<IReadOnlyList<Model>> ListAsync(ProviderId? providerId, CancellationToken ct) =>
        [.. (await models.ListAllAsync(ct)).Where(model => model.DeletedAt is null && (providerId is null || model.ProviderId == providerId))
            .OrderBy(model => SortKeys.Of(model.Name), StringComparer.Ordinal).ThenBy(model => model.Key, StringComparer.Ordinal)];

    /// <returns>Null when there is none, or not any more.</returns>
    public async Task<Model?> FindOrNullAsync(ModelId id, CancellationToken ct) =>
        await models.FindOrNullAsync(id, ct) is { DeletedAt: null } model ? model : null;

    /// <returns>The model with its provider; null when there is none of them, or not any more.</returns>
    public async Task<(Model Model, Provider Provider)?> FindWithProviderOrNullAsync(ModelId id, CancellationToken ct) =>
        await FindOrNullAsync(id, ct) is { } model && await providers.FindOrNullAsync(model.ProviderId, ct) is { DeletedAt: null } provider
            ? (model, provider)
            : null;

    /// <returns>Missing when there is no such provider; an error on its name when the provider has that model already.</returns>
    /// <param name="settings">What it begins with.</param>
    /// <param name="key">Its key in the configuration; null for one made from its name.</param>
    /// <param name="active">Whether routes may ask it at once.</param>
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

    /// <param name="readVersion">The version that the editor began from; null to overwrite whatever stands.</param>
    /// <param name="settings">As they are to be; a changed price counts from now on and is noted.</param>
    /// <param name="by">Who saves; null for the bootstrap file.</param>
    /// <param name="providerId">The provider it moves to; null to stay.</param>
    /// <returns>Missing also when there is no such provider.</returns>
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

    /// <summary>Switched off, routes pass it over.</summary>
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
        // Two entries of one model would share its circuit and quota at the vendor, and nobody could tell them apart in a list.
        if ((await ListAsync(providerId, ct)).Any(other => other.Id != self && other.Name == settings.Name))
            errors.Add(new(nameof(settings.Name), FieldErrors.Taken, settings.Name));
        return errors;
    }
}
