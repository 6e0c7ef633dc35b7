using IAfluence.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Core.Conversations;

/// <summary>Registers the conversations' room.</summary>
public static class ConversationsServices
{
    public static IServiceCollection AddConversations(this IServiceCollection services) => services
        .AddClientCollection(Conversation.Collection)
        .AddClientCollection(Message.Collection);
}
