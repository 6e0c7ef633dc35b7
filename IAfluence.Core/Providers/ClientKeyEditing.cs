using IAfluence.Core.Storage;

namespace IAfluence.Core.Providers;

/// <summary>Stores clients' own keys and takes them away. Who may do so is asked before.</summary>
public sealed class ClientKeyEditing(
    ClientDocuments<ClientKey> documents, PlatformReaders readers, ProviderEditing providers, ClientKeys keys, ISecretProtector secrets, TimeProvider time)
{
    private readonly PlatformPass _pass = PlatformPass.ForJob("client-keys");

    /// <summary>As stored, in no order.</summary>
    public async Task<IReadOnlyList<ClientKey>> ListAsync(ClientId client, CancellationToken ct) =>
        (await documents.ListAsync(client, new DocumentQuery<ClientKey>().Take(DocumentQuery<ClientKey>.MaxLimit), ct)).Items;

    /// <summary>Stores a key, or changes what is allowed beside the stored one.</summary>
    /// <param name="providerId">Where it is a key.</param>
    /// <param name="apiKey">In clear; null or blank to keep the stored one.</param>
    /// <param name="agencyFallbackAllowed">See <see cref="ClientKey.AgencyFallbackAllowed"/>.</param>
    /// <returns>Invalid when there is neither a key nor a stored one for the provider's present host, or no such provider.</returns>
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

    /// <summary>Takes every client's key at a provider away.</summary>
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
