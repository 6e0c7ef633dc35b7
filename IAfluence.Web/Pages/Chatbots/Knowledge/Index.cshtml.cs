using IAfluence.Core.Chatbots;
using IAfluence.Core.Knowledge;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IAfluence.Web.Pages.Chatbots.Knowledge;

/// <summary>Lists a chatbot's knowledge texts, shows how far they are prepared, tests questions, and edits the synonyms.</summary>
[Authorize(Policies.ClientReadManagerWrite)]
public sealed class IndexModel(
    ChatbotEditor editor, ChatbotNotices notices, KnowledgeService knowledge, PassageProgressReader progress, PassageRetriever retriever) : ChatbotPage(editor, notices)
{
    private const int MaxFound = 5;
    private const int MaxQuestionCharacters = 1000;

    public IReadOnlyList<KnowledgeText> Texts { get; private set; } = [];

    public string? Next { get; private set; }

    public PassageProgress Progress { get; private set; } = null!;

    /// <summary>The question of the test search.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Question { get; set; }

    /// <summary>The visitor's language in the test search; the chatbot's first language when it is not one of the chatbot's.</summary>
    [BindProperty(SupportsGet = true, Name = "lang")]
    public string? Language { get; set; }

    [BindProperty]
    public SynonymsForm Form { get; set; } = new();

    /// <summary>What the chatbot finds for the question; null when no question was entered.</summary>
    public Retrieval? Found { get; private set; }

    /// <summary>The passages of which visitors see something.</summary>
    public IReadOnlyList<RetrievedPassage> Shown => [.. (Found?.Passages ?? []).Where(passage => passage.Band > RetrievalBand.Nothing)];

    /// <summary>The visitor's language in the test search.</summary>
    public string Spoken => Language is { } language && Published.Settings.Spoken.Contains(language) ? language : Published.Settings.Locale;

    public async Task<IActionResult> OnGetAsync(string? after, CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(Question))
        {
            var asked = Question.Length > MaxQuestionCharacters ? Question[..MaxQuestionCharacters] : Question;
            Found = await retriever.RetrieveAsync(
                Client.Id, Chatbot.Id, new RetrievalQuestion(asked, Spoken) { Synonyms = Published.Settings.Synonyms ?? [] }, MaxFound, ct);
        }

        if (Request.WantsFragment())
            return this.Fragment("_KnowledgeTrial");
        Form = SynonymsForm.Of(Settings);
        await ReadAsync(after, ct);
        return Page();
    }

    public async Task<IActionResult> OnGetProgressAsync(CancellationToken ct)
    {
        if (!Request.WantsFragment())
            return Back();
        Progress = await progress.ReadAsync(Client.Id, Chatbot.Id, ct);
        return this.Fragment("_KnowledgeProgress");
    }

    /// <summary>Saves the synonyms.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await ReadAsync(null, ct);
        return await SaveAsync("_KnowledgeSynonyms", Form.ApplyTo, ct);
    }

    private async Task ReadAsync(string? after, CancellationToken ct)
    {
        var (page, _) = await ListParts.ReadAsync(after, cursor => knowledge.ListAsync(Client.Id, Chatbot.Id, cursor, ct));
        (Texts, Next) = (page.Items, page.Next);
        Progress = await progress.ReadAsync(Client.Id, Chatbot.Id, ct);
    }
}

/// <summary>The form of the synonyms.</summary>
public sealed class SynonymsForm
{
    /// <summary>One group on each line.</summary>
    public string? Synonyms { get; set; }

    public static SynonymsForm Of(ChatbotSettings settings) => new() { Synonyms = string.Join('\n', settings.Synonyms ?? []) };

    public ChatbotSettings ApplyTo(ChatbotSettings read) => read with { Synonyms = (Synonyms ?? "").ReplaceLineEndings("\n").Split('\n') };
}
