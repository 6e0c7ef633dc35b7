using IAfluence.Core.Knowledge;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IAfluence.Web.Pages.Chatbots.Knowledge;

/// <summary>What a chatbot knows: its texts, and a question to try on them.</summary>
[Authorize(Policies.ClientViewer)]
public sealed class IndexModel(
    ChatbotEditor editor, ChatbotNotices notices, KnowledgeService knowledge, PassageRetriever retriever) : ChatbotPage(editor, notices)
{
    private const int MaxFound = 5;
    private const int MaxQuestionCharacters = 1000;

    public IReadOnlyList<KnowledgeText> Texts { get; private set; } = [];

    public string? Next { get; private set; }

    /// <summary>The question on trial.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Question { get; set; }

    /// <summary>What answers it, best first; null while nothing was asked.</summary>
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
