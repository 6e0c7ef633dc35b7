using IAfluence.Core.Chatbots;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Storage;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>Shows what is deleted with a chatbot, and deletes it.</summary>
[Authorize(Policies.ClientManager)]
public sealed class DeleteModel(
    ChatbotEditor editor, ChatbotNotices notices, ChatbotService chatbots, ClientDocuments<Conversation> conversations, ClientDocuments<KnowledgeText> knowledge,
    IStringLocalizer<ChatbotsTexts> texts) : ChatbotPage(editor, notices)
{
    public long Conversations { get; private set; }

    public long Texts { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Conversations = await conversations.CountAsync(Client.Id, Filter<Conversation>.Eq(conversation => conversation.ChatbotId, Chatbot.Id), ct);
        Texts = await knowledge.CountAsync(Client.Id, Filter<KnowledgeText>.Eq(text => text.ChatbotId, Chatbot.Id), ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await chatbots.DeleteAsync(Client.Id, Chatbot.Id, ct);
        this.Tell(texts["Delete.Done", Published.Settings.Name]);
        return this.RedirectOrLocation("Index");
    }
}
