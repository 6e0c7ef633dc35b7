using IAfluence.Core.AnswerCaching;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Installation;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Notifications;
using IAfluence.Core.Quotas;
using IAfluence.Core.Replies.Contacts;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Visitors;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Erasure;

/// <summary>Deletes what is below a chatbot that is marked as being deleted; like <see cref="ClientErasure"/>, safe to repeat. The ledger stays.</summary>
public sealed class ChatbotErasure(
    ClientDocuments<Chatbot> chatbots,
    ClientDocuments<ChatbotVersion> versions,
    PlatformDocuments<DirectoryEntry> directory,
    ChatbotContents contents,
    ChatbotTraces traces,
    ChatbotSites sites,
    ErasureScope scope)
{
    public async Task EraseAsync(Chatbot chatbot, CancellationToken ct)
    {
        var settled = scope.IsSettled(chatbot.DeletingSince);
        await FreePublicKeyAsync(directory, chatbot);
        await contents.EraseAsync(chatbot, everyCorner: settled, ct);
        await sites.EraseAsync(chatbot, ct);
        await traces.EraseAsync(chatbot, ct);
        await versions.DeleteInBatchesAsync(chatbot.ClientId, Filter<ChatbotVersion>.Eq(version => version.ChatbotId, chatbot.Id), ct);
        if (settled)
            await chatbots.Delete(chatbot.ClientId, chatbot.Id);
    }

    /// <summary>The key may already lead to another chatbot that was given it since.</summary>
    internal static async Task FreePublicKeyAsync(PlatformDocuments<DirectoryEntry> directory, Chatbot chatbot) =>
        await directory.DeleteWhere(
            Filter<DirectoryEntry>.Eq(entry => entry.Id, DirectoryKey.OfPublicKey(chatbot.PublicKey))
            & Filter<DirectoryEntry>.Eq(entry => entry.ChatbotId, chatbot.Id));
}

/// <summary>Deletes a chatbot's conversations and knowledge.</summary>
public sealed class ChatbotContents(
    ClientDocuments<Conversation> conversations,
    ClientDocuments<Message> messages,
    ClientDocuments<KnowledgeText> texts,
    ClientDocuments<Passage> passages)
{
    /// <param name="chatbot">The chatbot.</param>
    /// <param name="everyCorner">
    /// Whether to look also for messages and passages whose conversation or text is gone, written while they were being deleted: a look
    /// through all the client's, for once.
    /// </param>
    public async Task EraseAsync(Chatbot chatbot, bool everyCorner, CancellationToken ct)
    {
        var clientId = chatbot.ClientId;
        var conversationsOfIt = Query<Conversation>.Where(Filter<Conversation>.Eq(conversation => conversation.ChatbotId, chatbot.Id))
            .ByDescending(conversation => conversation.LastMessageAt).Take(IClientCollection.BatchSize);
        while (await conversations.ListAsync(clientId, conversationsOfIt, ct) is { Items: { Count: > 0 } batch })
        {
            foreach (var conversation in batch)
                await messages.DeleteInBatchesAsync(clientId, Filter<Message>.Eq(message => message.ConversationId, conversation.Id), ct);
            await conversations.DeleteWhere(clientId, Filter<Conversation>.In(conversation => conversation.Id, batch.Select(conversation => conversation.Id)));
        }

        var textsOfIt = Query<KnowledgeText>.Where(Filter<KnowledgeText>.Eq(text => text.ChatbotId, chatbot.Id));
        while (await texts.ListAsync(clientId, textsOfIt, ct) is { Items: { Count: > 0 } batch })
        {
            foreach (var text in batch)
            {
                await passages.DeleteInBatchesAsync(clientId, Filter<Passage>.Eq(passage => passage.TextId, text.Id), ct);
                await texts.Delete(clientId, text.Id);
            }
        }

        if (everyCorner)
        {
            await messages.DeleteInBatchesAsync(clientId, Filter<Message>.Eq(message => message.ChatbotId, chatbot.Id), ct);
            await passages.DeleteInBatchesAsync(clientId, Filter<Passage>.Eq(passage => passage.ChatbotId, chatbot.Id), ct);
        }
    }
}

/// <summary>Deletes what is left of a chatbot besides its conversations and knowledge: contacts, consents, quota windows, kept answers, savings, logos, e-mails.</summary>
public sealed class ChatbotTraces(
    ClientDocuments<Contact> contacts, ClientDocuments<VisitorConsent> consents, ClientDocuments<ClientQuotaWindow> windows,
    ClientDocuments<CachedAnswer> answers, ClientDocuments<AnswerSaving> savings, ClientDocuments<ChatbotLogo> logos, Outbox outbox)
{
    public async Task EraseAsync(Chatbot chatbot, CancellationToken ct)
    {
        await contacts.DeleteInBatchesAsync(chatbot.ClientId, Filter<Contact>.Eq(contact => contact.ChatbotId, chatbot.Id), ct);
        await consents.DeleteInBatchesAsync(chatbot.ClientId, Filter<VisitorConsent>.Eq(consent => consent.ChatbotId, chatbot.Id), ct);
        await windows.DeleteInBatchesAsync(chatbot.ClientId, Filter<ClientQuotaWindow>.Eq(window => window.OwnId, chatbot.Id.Value), ct);
        await answers.DeleteInBatchesAsync(chatbot.ClientId, Filter<CachedAnswer>.Eq(answer => answer.ChatbotId, chatbot.Id), ct);
        await savings.DeleteInBatchesAsync(chatbot.ClientId, Filter<AnswerSaving>.Eq(saving => saving.ChatbotId, chatbot.Id), ct);
        await logos.DeleteInBatchesAsync(chatbot.ClientId, Filter<ChatbotLogo>.Eq(logo => logo.ChatbotId, chatbot.Id), ct);
        await outbox.EraseAsync(chatbot.ClientId, Filter<Email>.Eq(email => email.ChatbotId, chatbot.Id));
    }
}

/// <summary>Deletes what is known of the sites that a chatbot was called from.</summary>
public sealed class ChatbotSites(ClientDocuments<RefusedOrigin> refused, ClientDocuments<SiteContact> contacts)
{
    public async Task EraseAsync(Chatbot chatbot, CancellationToken ct)
    {
        await refused.DeleteInBatchesAsync(chatbot.ClientId, Filter<RefusedOrigin>.Eq(entry => entry.ChatbotId, chatbot.Id), ct);
        await contacts.DeleteInBatchesAsync(chatbot.ClientId, Filter<SiteContact>.Eq(contact => contact.ChatbotId, chatbot.Id), ct);
    }
}
