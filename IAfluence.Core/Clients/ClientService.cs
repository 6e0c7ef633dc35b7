using IAfluence.Core.Erasure;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Clients;

/// <summary>Creates, finds, saves, activates and deletes clients. The caller must check permissions.</summary>
public sealed class ClientService(PlatformDocuments<Client> clients, PlatformDocuments<Model> models, ClientChanges changes, TimeProvider time)
{
    private const int KeyTries = 1000;

    /// <param name="key">The key in the bootstrap file; null to derive it from the name.</param>
    public async Task<SaveOutcome<Client>> CreateAsync(ClientSettings settings, CancellationToken ct, string? key = null)
    {
        settings = settings.Tidy();
        var errors = await CheckAsync(settings, ct);
        if (key is not null && !Keys.IsKey(key))
            errors.Add(new(nameof(Client.Key), FieldErrors.NotAKey, key));
        if (errors.Count > 0)
            return SaveOutcome<Client>.Invalid(errors);
        var stem = key ?? Keys.KeyOf(settings.Name, "client");
        for (var attempt = 1; attempt <= (key is null ? KeyTries : 1); attempt++)
        {
            var client = new Client
            {
                Id = NewId.Of<ClientId>(time),
                Key = attempt == 1 ? stem : $"{stem}-{attempt}",
                Name = settings.Name,
                NameSortKey = SortKeys.Of(settings.Name),
                Locale = settings.Locale,
                TimeZone = settings.TimeZone,
                RetentionDays = settings.RetentionDays,
                DefaultRoute = settings.DefaultRoute,
                AllowedProcessors = settings.AllowedProcessors,
                CreatedAt = time.GetUtcNow(),
            };
            if (await clients.Insert(client) == InsertResult.Inserted)
            {
                client.Version = 1;
                return SaveOutcome<Client>.Saved(client);
            }
        }

        return SaveOutcome<Client>.Invalid(new FieldError(nameof(Client.Key), FieldErrors.Taken, stem));
    }

    /// <param name="readVersion">The <see cref="IDocument.Version"/> that the editor read; null to overwrite any version.</param>
    public async Task<SaveOutcome<Client>> SaveAsync(ClientId id, long? readVersion, ClientSettings settings, CancellationToken ct)
    {
        settings = settings.Tidy();
        if (await CheckAsync(settings, ct) is { Count: > 0 } errors)
            return SaveOutcome<Client>.Invalid(errors);
        while (await FindOrNullAsync(id, ct) is { } current)
        {
            var next = current with
            {
                Name = settings.Name,
                NameSortKey = SortKeys.Of(settings.Name),
                Locale = settings.Locale,
                TimeZone = settings.TimeZone,
                RetentionDays = settings.RetentionDays,
                DefaultRoute = settings.DefaultRoute,
                AllowedProcessors = settings.AllowedProcessors,
            };
            if (Same(ClientSettings.Of(current), settings))
                return SaveOutcome<Client>.Unchanged(current);
            if (readVersion is not null && readVersion != current.Version)
                return SaveOutcome<Client>.Conflict(current);
            if (await clients.Replace(next) == PutResult.Replaced)
            {
                changes.AnnounceChange();
                next.Version = current.Version + 1;
                return SaveOutcome<Client>.Saved(next);
            }
        }

        return SaveOutcome<Client>.Missing;
    }

    /// <returns>Null when the client does not exist or is being deleted.</returns>
    public async Task<Client?> FindOrNullAsync(ClientId id, CancellationToken ct) =>
        await clients.FindOrNullAsync(id, ct) is { DeletingSince: null } client ? client : null;

    public async Task<Client?> FindByKeyOrNullAsync(string key, CancellationToken ct) =>
        await clients.FirstOrNullAsync(DocumentQuery<Client>.Where(Filter<Client>.Eq(client => client.Key, key)), ct) is { DeletingSince: null } client ? client : null;

    /// <summary>Lists clients by name.</summary>
    /// <param name="among">The visible clients; null for all.</param>
    /// <param name="search">Words or parts of words in the name, ignoring case and accents; null for no search.</param>
    /// <param name="after">The cursor of the previous page; null for the first page.</param>
    /// <param name="take">The page size. A search can return up to twice as many.</param>
    public Task<DocumentPage<Client>> ListAsync(IReadOnlyCollection<ClientId>? among, string? search, string? after, int take, CancellationToken ct)
    {
        var filter = Filter<Client>.Eq(client => client.DeletingSince, null);
        if (among is not null)
            filter = Filter<Client>.In(client => client.Id, among) & filter;
        return NameSearch.ListAsync(
            query => clients.ListAsync(query, ct), DocumentQuery<Client>.Where(filter).By(client => client.NameSortKey), client => client.NameSortKey, search, after, take);
    }

    /// <summary>Activates or deactivates a client. The chatbots of an inactive client do not answer.</summary>
    /// <returns>Null when the client does not exist.</returns>
    public Task<Client?> SetActiveAsync(ClientId id, bool active, CancellationToken ct) =>
        SetAsync(id, new Update<Client>().Set(client => client.Active, active), ct);

    /// <summary>Sets whether the client's widgets hide the vendor's brand.</summary>
    /// <returns>Null when the client does not exist.</returns>
    public Task<Client?> SetWithoutBrandAsync(ClientId id, bool withoutBrand, CancellationToken ct) =>
        SetAsync(id, new Update<Client>().Set(client => client.WithoutBrand, withoutBrand), ct);

    /// <summary>
    /// Deletes a client with all its data. It disappears at once and its key becomes free; its data is erased in the background
    /// (<see cref="ClientErasure"/>).
    /// </summary>
    /// <returns>False when the client does not exist.</returns>
    public async Task<bool> DeleteAsync(ClientId id, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var result = await clients.Modify(
            id,
            new Update<Client>().Set(client => client.DeletingSince, time.GetUtcNow()).Set(client => client.Key, $"deleted-{id}"),
            Filter<Client>.Eq(client => client.DeletingSince, null));
        if (!result.Applied)
            return false;
        changes.AnnounceDeletion();
        return true;
    }

    private async Task<Client?> SetAsync(ClientId id, Update<Client> update, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var result = await clients.Modify(id, update, Filter<Client>.Eq(client => client.DeletingSince, null));
        changes.AnnounceChange();
        return result.After;
    }

    private async Task<List<FieldError>> CheckAsync(ClientSettings settings, CancellationToken ct) =>
        [.. settings.Check(), .. await RouteRules.UnknownModelsAsync(models, nameof(settings.DefaultRoute), settings.DefaultRoute, ct)];

    private static bool Same(ClientSettings one, ClientSettings other) =>
        one with { DefaultRoute = null } == other with { DefaultRoute = null }
        && (one.DefaultRoute is null == other.DefaultRoute is null)
        && (one.DefaultRoute ?? []).SequenceEqual(other.DefaultRoute ?? []);
}
