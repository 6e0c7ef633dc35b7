using IAfluence.Core.Knowledge;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots.Knowledge;

/// <summary>Asks for confirmation before a knowledge text is deleted.</summary>
[Authorize(Policies.ClientManager)]
public sealed class DeleteModel(
    ChatbotEditor editor, ChatbotNotices notices, KnowledgeService knowledge, IStringLocalizer<ChatbotsTexts> texts) : ChatbotPage(editor, notices)
{
    public KnowledgeText Text { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string textId, CancellationToken ct) => await FindAsync(textId, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string textId, CancellationToken ct)
    {
        if (!await FindAsync(textId, ct))
            return NotFound();
        await knowledge.DeleteAsync(Client.Id, Chatbot.Id, Text.Id, ct);
        this.Tell(texts["Knowledge.Deleted", Text.Title]);
        return Back("Index");
    }

    private async Task<bool> FindAsync(string textId, CancellationToken ct)
    {
        if (await knowledge.FindOrNullAsync(Client.Id, Chatbot.Id, KnowledgeTextId.From(textId), ct) is not { } text)
            return false;
        Text = text;
        return true;
    }
}
