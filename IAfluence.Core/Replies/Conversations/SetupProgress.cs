using IAfluence.Core.Chatbots;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Conversations;

/// <summary>How far an installation, or a member's part of it, is set up.</summary>
/// <param name="HasClient">There is a client.</param>
/// <param name="HasChatbot">There is a chatbot.</param>
/// <param name="HasAllowedOrigin">A chatbot may speak on a site beside this installation's own pages.</param>
/// <param name="HasConversation">A visitor has written.</param>
/// <param name="HasProvider">An LLM beside the builtin model can be called.</param>
public sealed record SetupSteps(bool HasClient, bool HasChatbot, bool HasAllowedOrigin, bool HasConversation, bool HasProvider)
{
    public bool Complete => HasClient && HasChatbot && HasAllowedOrigin && HasConversation && HasProvider;
}

/// <summary>Looks which steps of setting up are done, at a few documents of each kind.</summary>
public sealed class SetupProgress(
    ClientDocuments<Chatbot> chatbots, ClientDocuments<ChatbotVersion> versions, ClientDocuments<Conversation> conversations, ProviderCatalog catalog)
{
    private const int ClientsLookedAt = 20;

    /// <param name="clientIds">Those of the user.</param>
    /// <param name="ct">The caller's own.</param>
    public async Task<SetupSteps> FindAsync(IReadOnlyList<ClientId> clientIds, CancellationToken ct)
    {
        var (chatbot, origin, conversation) = (false, false, false);
        foreach (var clientId in clientIds.Take(ClientsLookedAt))
        {
            conversation = conversation || await conversations.FirstOrNullAsync(clientId, new DocumentQuery<Conversation>(), ct) is not null;
            if (origin)
                continue;
            var some = await chatbots.ListAsync(clientId, DocumentQuery<Chatbot>.Where(Filter<Chatbot>.Eq(bot => bot.DeletingSince, null)).Take(20), ct);
            chatbot = chatbot || some.Items.Count > 0;
            foreach (var one in some.Items)
            {
                origin = await versions.FindOrNullAsync(clientId, one.PublishedVersionId, ct) is { Settings.AllowedOrigins.Count: > 0 };
                if (origin)
                    break;
            }
        }

        return new SetupSteps(clientIds.Count > 0, chatbot, origin, conversation, catalog.Models.Any(model => model.Provider.Kind != ProviderKind.Builtin));
    }
}
