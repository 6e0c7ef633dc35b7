using IAfluence.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Core.Conversations;

/// <summary>Registers the conversations' room.</summary>
public static class ConversationsServices
{
    public static IServiceCollection AddConversations(this IServiceCollection services)
    {
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddClientCollection(Conversation.Collection)
            .AddClientCollection(Message.Collection)
            .AddClientCollection(ReplyRecord.Collection)
            .AddClientCollection(MessageKey.Collection)
            .AddClientCollection(Contact.Collection)
            .AddClientCollection(VisitorConsent.Collection)
            .AddPlatformCollection(SpentChallenge.Collection)
            .AddPlatformCollection(Instance.Collection)
            .AddPlatformCollection(ReplySignal.Collection)
            .AddSingleton<ConversationFinder>()
            .AddSingleton<PromptBuilder>()
            .AddSingleton<AnswerPlanner>()
            .AddSingleton<SignedFacts>()
            .AddSingleton<VisitorConsents>()
            .AddSingleton<UsualPace>()
            .AddSingleton<SpendingShield>()
            .AddSingleton<MessageAdmission>()
            .AddSingleton<ContactMails>()
            .AddSingleton<Contacts>()
            .AddSingleton<HandoverMails>()
            .AddSingleton<HumanDesk>()
            .AddSingleton<LiveReader>()
            .AddSingleton<ReplyBooks>()
            .AddSingleton<ReplyStore>()
            .AddSingleton<ReplyDrafts>()
            .AddSingleton<ReplyService>()
            .AddSingleton<ReplyRatings>()
            .AddSingleton<VisitorEraser>()
            .AddSingleton<RunningReplies>()
            .AddSingleton<IRepliesInProgress, RepliesInProgress>()
            .AddSingleton<ConversationLists>()
            .AddSingleton<ThreadReader>()
            .AddHostedService(services => services.GetRequiredService<RunningReplies>());
    }
}
