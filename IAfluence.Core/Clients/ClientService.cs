using IAfluence.Core.Erasure;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Clients;

/// <summary>Makes clients, finds them, saves them, switches them on and off, deletes them. Who may do so is asked before.</summary>
public sealed class ClientService(PlatformDocuments<Client> clients, PlatformDocuments<Model> models, ClientChanges changes, TimeProvider time)
{
    private const int KeyTries = 1000;

    /// <param name="settings">What it begins with.</param>
    /// <param name="key">Its key in the bootstrap file; null for one made from its name.</param>
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

    /// <param name="readVersion">The <see cref="IDocument.Version"/> that the editor began from; null to overwrite whatever stands.</param>
    /// <param name="settings">As they are to be.</param>
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

    /// <returns>Null when there is none, or when it is being deleted.</returns>
    public async Task<Client?> FindOrNullAsync(ClientId id, CancellationToken ct) =>
        await clients.FindOrNullAsync(id, ct) is { DeletingSince: null } client ? client : null;

    public async Task<Client?> FindByKeyOrNullAsync(string key, CancellationToken ct) =>
        await clients.FirstOrNullAsync(DocumentQuery<Client>.Where(Filter<Client>.Eq(client => client.Key, key)), ct) is { DeletingSince: null } client ? client : null;

    /// <summary>Clients by name.</summary>
    /// <param name="among">Those that may be seen; null for all.</param>
    /// <param name="search">Words, or beginnings or parts of words, that the name holds, whatever its case and accents; null for no search.</param>
    /// <param name="after">The page's cursor; null for the first.</param>
    /// <param name="take">A page holds so many, and when searching up to twice as many.</param>
    public Task<DocumentPage<Client>> ListAsync(IReadOnlyCollection<ClientId>? among, string? search, string? after, int take, CancellationToken ct)
    {
        var filter = Filter<Client>.Eq(client => client.DeletingSince, null);
        if (among is not null)
            filter = Filter<Client>.In(client => client.Id, among) & filter;
        return NameSearch.ListAsync(
            query => clients.ListAsync(query, ct), DocumentQuery<Client>.Where(filter).By(client => client.NameSortKey), client => client.NameSortKey, search, after, take);
    }

    /// <summary>Switched off, its chatbots answer nobody.</summary>
    /// <returns>Null when there is no such client.</returns>
    public Task<Client?> SetActiveAsync(ClientId id, bool active, CancellationToken ct) =>
        SetAsync(id, new Update<Client>().Set(client => client.Active, active), ct);

    /// <summary>Whether its widgets show the vendor's brand.</summary>
    /// <returns>Null when there is no such client.</returns>
    public Task<Client?> SetWithoutBrandAsync(ClientId id, bool withoutBrand, CancellationToken ct) =>
        SetAsync(id, new Update<Client>().Set(client => client.WithoutBrand, withoutBrand), ct);

    /// <summary>
    /// Deletes the client with all it owns: from now on it is shown nowhere and its key is free again; what is below it follows in the
    /// background (<see cref="ClientErasure"/>).
    /// </summary>
    /// <returns>False when there is no such client.</returns>
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
