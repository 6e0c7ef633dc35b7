using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Routing.Changes;

/// <summary>Starts and ends a model override: one model that comes first in every route for a limited time.</summary>
public sealed class ModelOverrides(PlatformDocuments<InstallationSettings> settings, ProviderCatalog catalog, TimeProvider time)
{
    /// <summary>The maximum duration.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>The current override; null when there is none. A change by another process is seen after a few seconds.</summary>
    public ModelOverride? CurrentOrNull => catalog.Override is { } known && known.Until > time.GetUtcNow() ? known : null;

    /// <summary>Starts an override now. It replaces the current one.</summary>
    /// <returns>Invalid when the model cannot be called, or when the duration is not positive or too long.</returns>
    public async Task<SaveOutcome<ModelOverride>> StartAsync(ModelId model, TimeSpan duration, UserId by, CancellationToken ct)
    {
        var errors = new List<FieldError>();
        if (catalog.FindModelOrNull(model) is null)
            errors.Add(new(nameof(ModelOverride.ModelId), FieldErrors.UnknownModel, model.Value));
        if (duration <= TimeSpan.Zero || duration > Longest)
            errors.Add(new(nameof(ModelOverride.Until), FieldErrors.OutOfRange, $"0–{Longest.TotalHours:0}"));
        if (errors.Count > 0)
            return SaveOutcome<ModelOverride>.Invalid(errors);
        var now = time.GetUtcNow();
        var started = new ModelOverride(model, now + duration, now, by);
        await SetAsync(started, ct);
        return SaveOutcome<ModelOverride>.Saved(started);
    }

    /// <summary>Ends the override now. Does nothing when there is none.</summary>
    public Task EndAsync(CancellationToken ct) => SetAsync(null, ct);

    private async Task SetAsync(ModelOverride? first, CancellationToken ct)
    {
        var update = new Update<InstallationSettings>();
        update = first is null ? update.Unset(installation => installation.Override) : update.Set(installation => installation.Override, first);
        await settings.Modify(InstallationSettingsId.TheOne, update, seed: new InstallationSettings { Id = InstallationSettingsId.TheOne, Override = first });
        await catalog.RefreshAsync(ct);
    }
}
