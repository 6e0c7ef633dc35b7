using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Quotas;

/// <summary>A quota and its use in the current period.</summary>
/// <param name="Span">The current period.</param>
/// <param name="Used">Settled use; replies in progress are not included.</param>
/// <param name="Marks">The marks of this period, oldest first.</param>
public sealed record QuotaStatus(Quota Quota, QuotaSpan Span, QuotaUse Used, IReadOnlyList<QuotaMark> Marks)
{
    /// <summary>The use of the most used ceiling, in percent; may exceed 100.</summary>
    public int Percent => Quota.PercentOf(Used);
}

/// <summary>Sets quotas and reads their use, for every kind of owner. The caller checks permissions.</summary>
public sealed class QuotaService(ClientQuotas clients, ProviderQuotas providers, QuotaWindows windows, QuotaMarks marks, TimeProvider time)
{
    /// <summary>Sets or removes a quota. Use that was counted in the current period stays counted.</summary>
    /// <param name="quota">Null removes the quota.</param>
    /// <returns>Invalid with the errors of <see cref="Quota.Check"/>; missing when the owner does not exist. The value is null after a removal.</returns>
    public async Task<SaveOutcome<Quota>> SetAsync(QuotaScope scope, Quota? quota, CancellationToken ct)
    {
        if (quota?.Check() is { Count: > 0 } errors)
            return SaveOutcome<Quota>.Invalid(errors);
        ct.ThrowIfCancellationRequested();
        var found = scope.ClientId is { } id ? await clients.SetAsync(id, scope, quota) : await providers.SetAsync(scope, quota, ct);
        return found ? new SaveOutcome<Quota>(SaveKind.Saved, quota, []) : SaveOutcome<Quota>.Missing;
    }

    /// <summary>Sets the degrade ladder of a client; null sets the default ladder.</summary>
    public async Task<SaveOutcome<Client>> SetLadderAsync(ClientId id, DegradeLadder? ladder, CancellationToken ct)
    {
        if (ladder?.Check() is { Count: > 0 } errors)
            return SaveOutcome<Client>.Invalid(errors);
        ct.ThrowIfCancellationRequested();
        return await clients.SetLadderAsync(id, ladder) is { } after ? SaveOutcome<Client>.Saved(after) : SaveOutcome<Client>.Missing;
    }

    /// <returns>Null when no quota is set.</returns>
    public Task<QuotaStatus?> FindStatusOrNullAsync(Client client, CancellationToken ct) =>
        StatusOrNullAsync(QuotaScope.OfClient(client.Id), client.Quota, QuotaSpan.ZoneOf(client.TimeZone), ct);

    /// <inheritdoc cref="FindStatusOrNullAsync(Client, CancellationToken)"/>
    public Task<QuotaStatus?> FindStatusOrNullAsync(Client client, Chatbot chatbot, CancellationToken ct) =>
        StatusOrNullAsync(QuotaScope.OfChatbot(client.Id, chatbot.Id), chatbot.Quota, QuotaSpan.ZoneOf(client.TimeZone), ct);

    /// <inheritdoc cref="FindStatusOrNullAsync(Client, CancellationToken)"/>
    public Task<QuotaStatus?> FindStatusOrNullAsync(Model model, CancellationToken ct) =>
        StatusOrNullAsync(QuotaScope.OfModel(model.Id), model.Quota, TimeZoneInfo.Utc, ct);

    /// <inheritdoc cref="FindStatusOrNullAsync(Client, CancellationToken)"/>
    public Task<QuotaStatus?> FindStatusOrNullAsync(Provider provider, CancellationToken ct) =>
        StatusOrNullAsync(QuotaScope.OfProvider(provider.Id), provider.Quota, TimeZoneInfo.Utc, ct);

    private async Task<QuotaStatus?> StatusOrNullAsync(QuotaScope scope, Quota? quota, TimeZoneInfo zone, CancellationToken ct)
    {
        if (quota is null)
            return null;
        var target = QuotaTarget.At(scope, quota, zone, time.GetUtcNow());
        var window = await windows.FindOrNullAsync(target, ct);
        return new QuotaStatus(quota, target.Span, window?.Used ?? QuotaUse.None, window is null ? [] : await marks.ListAsync(target.WindowId, ct));
    }
}

/// <summary>Sets the quotas of clients and chatbots, and announces the change so that cached values are read again.</summary>
public sealed class ClientQuotas(PlatformDocuments<Client> clients, ClientDocuments<Chatbot> chatbots, ClientChanges changes)
{
    /// <returns>False when the client or chatbot does not exist or is being erased.</returns>
    internal async Task<bool> SetAsync(ClientId id, QuotaScope scope, Quota? quota)
    {
        var found = scope.Kind == QuotaKind.Client
            ? (await clients.Modify(id, new Update<Client>().Set(client => client.Quota, quota), Filter<Client>.Eq(client => client.DeletingSince, null))).Applied
            : (await chatbots.Modify(
                id, new ChatbotId(scope.OwnId), new Update<Chatbot>().Set(chatbot => chatbot.Quota, quota),
                Filter<Chatbot>.Eq(chatbot => chatbot.DeletingSince, null))).Applied;
        changes.AnnounceChange();
        return found;
    }

    /// <returns>Null when the client does not exist or is being erased.</returns>
    internal async Task<Client?> SetLadderAsync(ClientId id, DegradeLadder? ladder)
    {
        var result = await clients.Modify(
            id, new Update<Client>().Set(client => client.Ladder, ladder == DegradeLadder.Default ? null : ladder),
            Filter<Client>.Eq(client => client.DeletingSince, null));
        changes.AnnounceChange();
        return result.After;
    }
}

/// <summary>Sets the quotas of models and providers, and refreshes the catalog.</summary>
public sealed class ProviderQuotas(PlatformDocuments<Model> models, PlatformDocuments<Provider> providers, ProviderCatalog catalog)
{
    /// <returns>False when the model or provider does not exist.</returns>
    internal async Task<bool> SetAsync(QuotaScope scope, Quota? quota, CancellationToken ct)
    {
        var found = scope.Kind switch
        {
            QuotaKind.Model => (await models.Modify(new ModelId(scope.OwnId), new Update<Model>().Set(model => model.Quota, quota))).Applied,
            QuotaKind.Provider => (await providers.Modify(new ProviderId(scope.OwnId), new Update<Provider>().Set(provider => provider.Quota, quota))).Applied,
            _ => throw new ArgumentOutOfRangeException(nameof(scope)),
        };
        await catalog.RefreshAsync(ct);
        return found;
    }
}
