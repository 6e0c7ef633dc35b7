using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Routing.Changes;

/// <summary>The route of the installation, used by chatbots that have no route and whose client has none.</summary>
public sealed class InstallationRoute(PlatformDocuments<InstallationSettings> settings, PlatformDocuments<Model> models, ProviderCatalog catalog)
{
    /// <summary>The field name in errors.</summary>
    public const string Field = nameof(InstallationSettings.DefaultRoute);

    /// <returns>The settings; the route is empty when none was set, and the builtin model then replies.</returns>
    public async Task<InstallationSettings> FindAsync(CancellationToken ct) =>
        await settings.FindOrNullAsync(InstallationSettingsId.TheOne, ct) ?? new InstallationSettings { Id = InstallationSettingsId.TheOne };

    /// <param name="read">The route that the editor read; a conflict when it has changed since. Null overwrites the current route.</param>
    /// <param name="route">The new route; null for the builtin model alone.</param>
    public async Task<SaveOutcome<InstallationSettings>> SaveAsync(IReadOnlyList<ModelId>? read, IReadOnlyList<ModelId>? route, CancellationToken ct)
    {
        route = route is null ? null : [.. route.Distinct()];
        var errors = new List<FieldError>();
        RouteRules.Check(errors, Field, route);
        errors.AddRange(await RouteRules.UnknownModelsAsync(models, Field, route, ct));
        if (errors.Count > 0)
            return SaveOutcome<InstallationSettings>.Invalid(errors);
        while (true)
        {
            var current = await FindAsync(ct);
            if (current.DefaultRoute.SequenceEqual(route ?? []))
                return SaveOutcome<InstallationSettings>.Unchanged(current);
            if (read is not null && !current.DefaultRoute.SequenceEqual(read))
                return SaveOutcome<InstallationSettings>.Conflict(current);
            var next = current with { DefaultRoute = route ?? [] };
            var written = current.Version == 0
                ? await settings.Insert(next) == InsertResult.Inserted
                : await settings.Replace(next) == PutResult.Replaced;
            if (!written)
                continue;
            next.Version = current.Version + 1;
            await catalog.RefreshAsync(ct);
            return SaveOutcome<InstallationSettings>.Saved(next);
        }
    }
}
