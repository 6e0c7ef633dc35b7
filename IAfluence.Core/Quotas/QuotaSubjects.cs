using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Notifications;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Quotas;

/// <summary>The name and the admin page of the client, chatbot, model or provider of a quota.</summary>
internal sealed record QuotaSubject(string Name, Func<IAdminPages, string> Page);

/// <summary>Finds the client, chatbot, model or provider of a quota mark.</summary>
internal sealed class QuotaSubjects(
    PlatformDocuments<Client> clients, ClientDocuments<Chatbot> chatbots, PlatformDocuments<Model> models, PlatformDocuments<Provider> providers)
{
    /// <returns>Null when it no longer exists.</returns>
    public async Task<QuotaSubject?> FindOrNullAsync(QuotaMark mark, CancellationToken ct) => mark.Of switch
    {
        QuotaKind.Client => await clients.FindOrNullAsync(ClientId.From(mark.OwnId), ct) is { } client
            ? new QuotaSubject(client.Name, pages => pages.Client(client.Id)) : null,
        QuotaKind.Chatbot => await chatbots.FindOrNullAsync(mark.ClientId!.Value, ChatbotId.From(mark.OwnId), ct) is { } chatbot
            ? new QuotaSubject(chatbot.Name, pages => pages.Chatbot(chatbot.ClientId, chatbot.Id)) : null,
        QuotaKind.Model => await models.FindOrNullAsync(ModelId.From(mark.OwnId), ct) is { } model ? new QuotaSubject(model.Name, pages => pages.Models) : null,
        _ => await providers.FindOrNullAsync(ProviderId.From(mark.OwnId), ct) is { } provider ? new QuotaSubject(provider.Key, pages => pages.Models) : null,
    };
}
