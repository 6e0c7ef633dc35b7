using IAfluence.Core.Quotas;
using IAfluence.Core.Replies.Contacts;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Handover;
using IAfluence.Core.Replies.Prompts;
using IAfluence.Core.Replies.Running;
using IAfluence.Core.Replies.Visitors;
using IAfluence.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Core.Replies;

/// <summary>Registers the services of replies and conversations.</summary>
public static class RepliesServices
{
    public static IServiceCollection AddReplies(this IServiceCollection services)
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
            .AddSingleton<WalkPlanner>()
            .AddSingleton<ReplyPlanner>()
            .AddSingleton<IStoredMessages, StoredMessages>()
            .AddSingleton<SignedFacts>()
            .AddSingleton<VisitorConsents>()
            .AddSingleton<MessageBaseline>()
            .AddSingleton<ChallengePolicy>()
            .AddSingleton<MessageAdmission>()
            .AddSingleton<ContactMails>()
            .AddSingleton<ContactStore>()
            .AddSingleton<HandoverMails>()
            .AddSingleton<HandoverService>()
            .AddSingleton<LiveReader>()
            .AddSingleton<ReplyLedger>()
            .AddSingleton<ReplyStore>()
            .AddSingleton<ReplyDrafts>()
            .AddSingleton<ReplyReaders>()
            .AddSingleton<RepeatedMessages>()
            .AddSingleton<ReplyService>()
            .AddSingleton<ReplyRatings>()
            .AddSingleton<SetupProgress>()
            .AddSingleton<RunningReplies>()
            .AddSingleton<ReplyCancellation>()
            .AddSingleton<IRepliesInProgress, RepliesInProgress>()
            .AddSingleton<ConversationLists>()
            .AddSingleton<ThreadReader>()
            .AddPeriodic<RunningReplies>(
                (running, ct) => running.SyncAsync(ct), new(RunningReplies.SyncInterval, "Synchronising running replies with other processes failed; it runs again at the next interval"))
            .AddHostedService(services => services.GetRequiredService<RunningReplies>());
    }
}
