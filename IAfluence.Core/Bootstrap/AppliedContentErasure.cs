using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Bootstrap;

/// <summary>
/// Erases the stored content of the bootstrap file's objects once their client or chatbot is deleted. The address and the digest stay, so
/// that an unchanged file does not create the object again.
/// </summary>
public sealed class AppliedContentErasure(PlatformDocuments<AppliedObject> applied, PlatformDocuments<Client> clients, ClientDocuments<Chatbot> chatbots)
{
    private const string ClientFolder = "clients/";

    /// <summary>Erases the content of objects whose client or chatbot is deleted or being deleted. Safe to repeat.</summary>
    public async Task EraseDeletedAsync(CancellationToken ct)
    {
        var living = new HashSet<string>();
        var kept = (await applied.ListAllAsync(ct)).Where(item => item.Content is not null && item.Address.StartsWith(ClientFolder, StringComparison.Ordinal)).ToList();
        foreach (var group in kept.GroupBy(item => KeysOf(item).Client))
        {
            if (await clients.FirstOrNullAsync(DocumentQuery<Client>.Where(Filter<Client>.Eq(client => client.Key, group.Key) & Filter<Client>.Eq(client => client.DeletingSince, null)), ct) is not { } client)
                continue;
            living.Add(group.Key);
            foreach (var key in group.Select(item => KeysOf(item).Chatbot).OfType<string>().Distinct())
            {
                if (await chatbots.FirstOrNullAsync(client.Id, DocumentQuery<Chatbot>.Where(Filter<Chatbot>.Eq(chatbot => chatbot.Key, key) & Filter<Chatbot>.Eq(chatbot => chatbot.DeletingSince, null)), ct) is not null)
                    living.Add($"{group.Key}/{key}");
            }
        }

        foreach (var item in kept.Where(item => !IsLiving(KeysOf(item))))
        {
            await applied.Modify(
                item.Id,
                new Update<AppliedObject>().Set(stored => stored.Content, null).Set(stored => stored.Forgotten, true),
                // If the object was applied again in the meantime, the content describes the new object.
                Filter<AppliedObject>.Eq(stored => stored.AppliedAt, item.AppliedAt));
        }

        bool IsLiving((string Client, string? Chatbot) keys) => living.Contains(keys.Chatbot is null ? keys.Client : $"{keys.Client}/{keys.Chatbot}");
    }

    /// <summary>Parses the keys of an address such as <c>clients/martin/chatbots/accueil/knowledge/faq</c>.</summary>
    private static (string Client, string? Chatbot) KeysOf(AppliedObject item) => item.Address.Split('/') is [_, var client, .. var rest]
        ? (client, rest is [_, var chatbot, ..] ? chatbot : null)
        : ("", null);
}
