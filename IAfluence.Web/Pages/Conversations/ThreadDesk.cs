using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Contacts;
using IAfluence.Core.Replies.Handover;
using IAfluence.Core.Storage;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Conversations;

/// <summary>What a conversation's page needs beside its messages.</summary>
public sealed class ThreadDesk(HumanDesk humans, ContactStore contacts, ClientDocuments<Chatbot> chatbots, IStringLocalizer<ConversationsTexts> texts)
{
    public HumanDesk Humans => humans;

    public ContactStore Contacts => contacts;

    public ClientDocuments<Chatbot> Chatbots => chatbots;

    public IStringLocalizer<ConversationsTexts> Texts => texts;
}
