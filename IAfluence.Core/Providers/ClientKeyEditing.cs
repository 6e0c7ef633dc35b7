using IAfluence.Core.Storage;

namespace IAfluence.Core.Providers;

/// <summary>Stores and removes clients' own keys. The caller checks permissions.</summary>
public sealed class ClientKeyEditing(
    ClientDocuments<ClientKey> documents, PlatformReaders readers, ProviderEditing providers, ClientKeys keys, ISecretProtector secrets, TimeProvider time)
{
    private readonly PlatformPass _pass = PlatformPass.ForJob("client-keys");

    /// <summary>Lists the keys of a client, in no particular order.</summary>
    public async Task<IReadOnlyList<ClientKey>> ListAsync(ClientId client, CancellationToken ct) =>
        (await documents.ListAsync(client, new DocumentQuery<ClientKey>().Take(DocumentQuery<ClientKey>.MaxLimit), ct)).Items;

    /// <summary>Stores a key, or changes the options of the stored one.</summary>
    /// <param name="providerId">The provider to which the key belongs.</param>
    /// <param name="apiKey">In clear text; null or blank keeps the stored key.</param>
    /// <returns>Invalid when the provider does not exist, or when there is neither a new key nor a stored key for the provider's current host.</returns>
    public async Task<SaveOutcome<ClientKey>> StoreAsync(
        ClientId client, ProviderId providerId, string? apiKey, bool agencyFallbackAllowed, CancellationToken ct)
    {
        var errors = new List<FieldError>();
        if (await providers.FindOrNullAsync(providerId, ct) is not { Kind: not ProviderKind.Builtin } provider || ProviderKeys.HostOf(provider) is not { } host)
            return SaveOutcome<ClientKey>.Invalid(new FieldError(nameof(ClientKey.ProviderId), FieldErrors.Required));
        ProviderEditing.CheckApiKey(errors, apiKey);
        var id = ClientKeyId.Of(client, providerId);
        while (true)
        {
            var before = await documents.FindOrNullAsync(client, id, ct);
            if (string.IsNullOrWhiteSpace(apiKey) && before?.Host != host)
                errors.Add(new(ProviderEditing.ApiKeyField, FieldErrors.Required));
            if (errors.Count > 0)
                return SaveOutcome<ClientKey>.Invalid(errors);
            var next = string.IsNullOrWhiteSpace(apiKey)
                ? before! with { AgencyFallbackAllowed = agencyFallbackAllowed }
                : new ClientKey
                {
                    Id = id,
                    ClientId = client,
                    ProviderId = providerId,
                    ProtectedApiKey = secrets.Protect(apiKey.Trim()),
                    Host = host,
                    AgencyFallbackAllowed = agencyFallbackAllowed,
                    StoredAt = time.GetUtcNow(),
                };
            next.Version = before?.Version ?? 0;
            var written = before is null
                ? await documents.Insert(client, next) == InsertResult.Inserted
                : await documents.Replace(client, next) == PutResult.Replaced;
            if (!written)
                continue;
            await keys.RefreshAsync(ct);
            return SaveOutcome<ClientKey>.Saved(next);
        }
    }

    public async Task RemoveAsync(ClientId client, ProviderId providerId, CancellationToken ct)
    {
        await documents.Delete(client, ClientKeyId.Of(client, providerId));
        await keys.RefreshAsync(ct);
    }

    /// <summary>Removes the keys of all clients for a provider.</summary>
    public async Task RemoveAllAsync(ProviderId providerId, CancellationToken ct)
    {
        var reader = readers.Open<ClientKey>(_pass);
        string? after = null;
        do
        {
            var page = await reader.ListAsync(new DocumentQuery<ClientKey>().Take(DocumentQuery<ClientKey>.MaxLimit).StartAfter(after), ct);
            foreach (var key in page.Items.Where(key => key.ProviderId == providerId))
                await documents.Delete(key.ClientId, key.Id);
            after = page.Next;
        }
        while (after is not null);
        await keys.RefreshAsync(ct);
    }
}
