using IAfluence.Core.Chatbots;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Conversations;

/// <summary>The completed steps of setting up an installation, as far as the user can see it.</summary>
/// <param name="HasAllowedOrigin">Whether a chatbot is allowed on a site other than the installation's own pages.</param>
/// <param name="HasConversation">Whether a visitor has sent a message.</param>
/// <param name="HasProvider">Whether a model other than the builtin one can be called.</param>
public sealed record SetupSteps(bool HasClient, bool HasChatbot, bool HasAllowedOrigin, bool HasConversation, bool HasProvider)
{
    public bool Complete => HasClient && HasChatbot && HasAllowedOrigin && HasConversation && HasProvider;
}

/// <summary>Finds the completed steps of setup. Reads at most 20 clients and 20 chatbots of each.</summary>
public sealed class SetupProgress(
    ClientDocuments<Chatbot> chatbots, ClientDocuments<ChatbotVersion> versions, ClientDocuments<Conversation> conversations, ProviderCatalog catalog)
{
    private const int MaxClients = 20;

    /// <param name="clientIds">The clients that the user can see.</param>
    public async Task<SetupSteps> FindAsync(IReadOnlyList<ClientId> clientIds, CancellationToken ct)
    {
        var (chatbot, origin, conversation) = (false, false, false);
        foreach (var clientId in clientIds.Take(MaxClients))
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
