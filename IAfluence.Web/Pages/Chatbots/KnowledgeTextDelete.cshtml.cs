using IAfluence.Core.Knowledge;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>Asks before a knowledge text is deleted.</summary>
[Authorize(Policies.ClientManager)]
public sealed class KnowledgeTextDeleteModel(ChatbotDesk desk, KnowledgeService knowledge) : ChatbotPage(desk)
{
    public KnowledgeText Text { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string textId, CancellationToken ct) => await FindAsync(textId, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string textId, CancellationToken ct)
    {
        if (!await FindAsync(textId, ct))
            return NotFound();
        await knowledge.DeleteAsync(Client.Id, Chatbot.Id, Text.Id, ct);
        this.Tell(Desk.Texts["Knowledge.Deleted", Text.Title]);
        return this.RedirectOrLocation("Knowledge", new { clientId = Client.Id.Value, chatbotId = Chatbot.Id.Value });
    }

    private async Task<bool> FindAsync(string textId, CancellationToken ct)
    {
        if (await knowledge.FindOrNullAsync(Client.Id, Chatbot.Id, KnowledgeTextId.From(textId), ct) is not { } text)
            return false;
        Text = text;
        return true;
    }
}
