using IAfluence.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IAfluence.Core.Conversations;

/// <summary>Registers the conversations' room.</summary>
public static class ConversationsServices
{
    public static IServiceCollection AddConversations(this IServiceCollection services)
    {
        services.TryAddSingleton<IRepliesInProgress, NullRepliesInProgress>();
        return services
            .AddClientCollection(Conversation.Collection)
            .AddClientCollection(Message.Collection)
            .AddSingleton<ConversationLists>()
            .AddSingleton<ThreadReader>();
    }
}
