using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Core.Quotas;
using IAfluence.Web.Pages.Shared;

namespace IAfluence.Web.Pages.Clients;

/// <summary>Saves the forms of a client's tabs. Each form changes only its own settings.</summary>
public sealed class ClientForms(ClientService clients, QuotaService quotas, ClientKeyEditing keys)
{
    /// <param name="insist">Whether changes that others saved since the form was read are overwritten.</param>
    public Task<SaveOutcome<Client>> SaveAsync(Client client, ClientForm form, bool insist, CancellationToken ct) =>
        clients.SaveAsync(client.Id, insist ? null : form.ReadVersion, form.ApplyTo(ClientSettings.Of(client)), ct);

    /// <inheritdoc cref="SaveAsync(Client, ClientForm, bool, CancellationToken)"/>
    public Task<SaveOutcome<Client>> SaveAsync(Client client, RouteForm form, bool insist, CancellationToken ct) =>
        clients.SaveAsync(client.Id, insist ? null : form.ReadNumber, ClientSettings.Of(client) with { DefaultRoute = form.Route }, ct);

    /// <inheritdoc cref="SaveAsync(Client, ClientForm, bool, CancellationToken)"/>
    public Task<SaveOutcome<Client>> SaveAsync(Client client, ProcessorsForm form, bool insist, CancellationToken ct) =>
        clients.SaveAsync(client.Id, insist ? null : form.ReadVersion, ClientSettings.Of(client) with { AllowedProcessors = form.Allowed }, ct);

    /// <param name="ladder">The degrade ladder for the quota.</param>
    /// <param name="quota">Null for none.</param>
    /// <returns>False when the client does not exist.</returns>
    public async Task<bool> SaveQuotaAsync(ClientId client, LadderForm ladder, Quota? quota, CancellationToken ct)
    {
        if ((await quotas.SetLadderAsync(client, ladder.Ladder, ct)).Kind == SaveKind.Missing)
            return false;
        await quotas.SetAsync(QuotaScope.OfClient(client), quota, ct);
        return true;
    }

    /// <returns>False when the client does not exist.</returns>
    public async Task<bool> SetActiveAsync(ClientId client, bool active, CancellationToken ct) => await clients.SetActiveAsync(client, active, ct) is not null;

    /// <inheritdoc cref="SetActiveAsync"/>
    public async Task<bool> SetWithoutBrandAsync(ClientId client, bool withoutBrand, CancellationToken ct) =>
        await clients.SetWithoutBrandAsync(client, withoutBrand, ct) is not null;

    public Task<SaveOutcome<ClientKey>> StoreKeyAsync(ClientId client, ClientKeyForm form, CancellationToken ct) =>
        keys.StoreAsync(client, ProviderId.From(form.ProviderId ?? ""), form.ApiKey, form.AgencyFallbackAllowed, ct);

    public Task RemoveKeyAsync(ClientId client, string? provider, CancellationToken ct) => keys.RemoveAsync(client, ProviderId.From(provider ?? ""), ct);
}
