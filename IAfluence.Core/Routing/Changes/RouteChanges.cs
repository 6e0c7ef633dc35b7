using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;

namespace IAfluence.Core.Routing.Changes;

/// <summary>Changes one route, starting from its current value and retrying after conflicts with other editors. Changes are idempotent.</summary>
public sealed class RouteChanges(InstallationRoute installation, ClientService clients, ChatbotVersions versions, ChatbotPublisher publisher)
{
    private const int MaxTries = 10;

    public Task OfInstallationAsync(Func<IReadOnlyList<ModelId>, IReadOnlyList<ModelId>> change, CancellationToken ct) => TryAsync(async () =>
    {
        var route = (await installation.FindAsync(ct)).DefaultRoute;
        return (await installation.SaveAsync(route, change(route), ct)).Kind;
    });

    public Task OfClientAsync(ClientId id, Func<IReadOnlyList<ModelId>, IReadOnlyList<ModelId>> change, CancellationToken ct) => TryAsync(async () =>
        await clients.FindOrNullAsync(id, ct) is { DefaultRoute: { } route } client
            ? (await clients.SaveAsync(id, client.Version, ClientSettings.Of(client) with { DefaultRoute = change(route) }, ct)).Kind
            : SaveKind.Missing);

    /// <summary>Publishes a new version with the changed route. Other changes in the draft stay unpublished.</summary>
    public Task OfChatbotAsync(ClientId clientId, ChatbotId id, Func<IReadOnlyList<ModelId>, IReadOnlyList<ModelId>> change, UserId by, CancellationToken ct) => TryAsync(async () =>
        await versions.FindPublishedOrNullAsync(clientId, id, ct) is { Settings.Route: { } route } version
            ? (await publisher.PublishChangeAsync(clientId, id, version.Settings, version.Settings with { Route = change(route) }, by, ct, insist: false)).Kind switch
            {
                PublishKind.Published => SaveKind.Saved,
                PublishKind.Unchanged => SaveKind.Unchanged,
                PublishKind.Missing => SaveKind.Missing,
                PublishKind.Invalid => SaveKind.Invalid,
                _ => SaveKind.Conflict,
            }
            : SaveKind.Missing);

    private static async Task TryAsync(Func<Task<SaveKind>> save)
    {
        for (var attempt = 1; ; attempt++)
        {
            var kind = await save();
            if (kind is SaveKind.Saved or SaveKind.Unchanged or SaveKind.Missing)
                return;
            if (kind == SaveKind.Invalid || attempt == MaxTries)
                throw new InvalidOperationException($"The route could not be saved: {kind}.");
        }
    }
}
