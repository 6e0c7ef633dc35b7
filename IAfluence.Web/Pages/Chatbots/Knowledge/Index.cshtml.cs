using IAfluence.Core.Knowledge;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IAfluence.Web.Pages.Chatbots.Knowledge;

/// <summary>Lists a chatbot's knowledge texts, with a test search.</summary>
[Authorize(Policies.ClientViewer)]
public sealed class IndexModel(
    ChatbotEditor editor, ChatbotNotices notices, KnowledgeService knowledge, PassageRetriever retriever) : ChatbotPage(editor, notices)
{
    private const int MaxFound = 5;
    private const int MaxQuestionCharacters = 1000;

    public IReadOnlyList<KnowledgeText> Texts { get; private set; } = [];

    public string? Next { get; private set; }

    /// <summary>The question of the test search.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Question { get; set; }

    /// <summary>The matching passages, best first; null when no question was entered.</summary>
    public IReadOnlyList<RetrievedPassage>? Found { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? after, CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(Question))
        {
            var asked = Question.Length > MaxQuestionCharacters ? Question[..MaxQuestionCharacters] : Question;
            Found = await retriever.RetrieveAsync(Client.Id, Chatbot.Id, asked, Published.Settings.Locale, MaxFound, ct);
        }

        if (!Request.WantsFragment())
        {
            var (page, _) = await ListParts.ReadAsync(after, cursor => knowledge.ListAsync(Client.Id, Chatbot.Id, cursor, ct));
            (Texts, Next) = (page.Items, page.Next);
        }

        return this.PageOrFragment("_KnowledgeTrial");
    }
}
