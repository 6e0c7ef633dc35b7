using IAfluence.Core.Chatbots;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Knowledge.Builtin;
using IAfluence.Core.Providers;
using IAfluence.Core.Replies.Cleaning;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Running;
using IAfluence.Core.Routing.Walk;
using IAfluence.Core.Storage;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Replies.Prompts;

/// <summary>The request to a model, and what its reply is based on.</summary>
/// <param name="Messages">The system prompt, the history, the passages and the question.</param>
/// <param name="Options">The options without a model.</param>
/// <param name="EstimatedInputTokens">Estimated from the text; the provider's own count may differ.</param>
public sealed record Prompt(IReadOnlyList<ChatMessage> Messages, ChatOptions Options, long EstimatedInputTokens, ReplyGrounds Grounds)
{
    /// <summary>Shortens the prompt for a model whose context it exceeds; see <see cref="RouteRequest.Shorter"/>.</summary>
    public Func<int, RoutePrompt?>? Shorter { get; init; }
}

/// <summary>Builds the prompt for a message from the chatbot's system prompt, the history and the retrieved passages.</summary>
public sealed partial class PromptBuilder(
    ClientDocuments<Message> messages, ClientDocuments<Passage> passages, PassageRetriever retriever, TimeProvider time, ILogger<PromptBuilder> log)
{
    private const int PassageCount = 8;
    private const int KeptPassages = 3;
    private const int ShortPassages = 2;
    private const int ShortHistory = 2;

    /// <param name="question">The text of the visitor's message.</param>
    /// <param name="conversationId">The conversation that gives the history; null when the message begins one.</param>
    /// <param name="storedAs">The id of the message when it is already stored, to exclude it from the history; otherwise null.</param>
    public async Task<Prompt> BuildAsync(
        PublishedChatbot chatbot, string question, string locale, ConversationId? conversationId, MessageId? storedAs, CancellationToken ct)
    {
        var history = conversationId is { } id ? await PromptHistory.ReadAsync(messages, chatbot.Client.Id, id, storedAs, ct) : PromptHistory.None;
        var settings = chatbot.Settings;
        var asked = new RetrievalQuestion(question, locale, history.Before) { Synonyms = settings.Synonyms ?? [] };
        var retrieval = await RetrieveAsync(chatbot, asked, history.Cited, ct);
        var text = PromptText.Write(settings, chatbot.Client.Name, chatbot.Client.LocalTime(time.GetUtcNow()));
        var draft = new Draft(text, history.Messages, retrieval.Passages, question);
        var prompt = draft.Compose();

        var options = new ChatOptions { Temperature = (float?)settings.Temperature };
        ReplyContext.Attach(options, new ReplyContext(question, locale, retrieval, settings.Name, settings.Handover));
        return new Prompt(prompt.Messages, options, prompt.EstimatedInputTokens, GroundsOf(settings, asked, retrieval, history.Messages))
        {
            Shorter = draft.ShortenOrNull,
        };
    }

    private static ReplyGrounds GroundsOf(ChatbotSettings settings, RetrievalQuestion question, Retrieval retrieval, IReadOnlyList<ChatMessage> history) => new()
    {
        Question = question,
        Retrieval = retrieval,
        Addresses = AllowedAddresses.In(
            retrieval.Passages.SelectMany(passage => (string?[])[passage.Url, passage.Title, .. passage.Headings, passage.Text])
                .Concat(history.Select(message => message.Text))
                .Append(settings.Greeting.In(question.Locale ?? settings.FirstLanguage, settings.FirstLanguage))
                .Append(settings.SystemPrompt)
                .Append(question.Text)),
    };

    private async Task<Retrieval> RetrieveAsync(PublishedChatbot chatbot, RetrievalQuestion question, IReadOnlyList<PassageId> cited, CancellationToken ct)
    {
        var (clientId, chatbotId) = (chatbot.Client.Id, chatbot.Chatbot.Id);
        if (chatbot.Chatbot.KnowledgeVersion == 0)
            return Retrieval.Nothing;
        try
        {
            var found = await retriever.RetrieveAsync(clientId, chatbotId, question, PassageCount, ct);
            var kept = await ListKeptAsync(clientId, chatbotId, [.. cited.Except(found.Passages.Select(passage => passage.Id)).Take(KeptPassages)], ct);
            return kept.Count == 0 ? found : found with { Passages = [.. found.Passages, .. kept] };
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // A reply without passages is better than no reply.
            Log.RetrievalFailed(log, error, clientId, chatbotId);
            return Retrieval.Nothing;
        }
    }

    /// <summary>Lists the passages that the last reply cites, so that a follow-up such as "and how much is that?" can be answered from them.</summary>
    private async Task<IReadOnlyList<RetrievedPassage>> ListKeptAsync(
        ClientId clientId, ChatbotId chatbotId, IReadOnlyList<PassageId> cited, CancellationToken ct)
    {
        if (cited.Count == 0)
            return [];
        var page = await passages.ListAsync(
            clientId, DocumentQuery<Passage>.Where(Filter<Passage>.In(passage => passage.Id, cited)).Take(cited.Count), ct);
        // Their texts may have been changed or deleted since.
        return [.. page.Items
            .Where(passage => passage.ChatbotId == chatbotId)
            .Select(passage => new RetrievedPassage(
                passage.Id, passage.TextId, passage.Title, passage.Headings, passage.Url, passage.Locale, passage.Text, Score: 0, Best: default))];
    }

    /// <summary>The parts of a prompt, from which it can be made shorter.</summary>
    private sealed record Draft(string Text, IReadOnlyList<ChatMessage> History, IReadOnlyList<RetrievedPassage> Passages, string Question)
    {
        public RoutePrompt Compose()
        {
            // The passages have the authority of the visitor, not of the system. Adapters join messages of one role where a vendor wants turns.
            ChatMessage[] messages = [new(ChatRole.System, Text), .. History, new(ChatRole.User, PromptPassages.Write(Passages)), new(ChatRole.User, Question)];
            return new RoutePrompt(messages, messages.Sum(message => TokenEstimator.Estimate(message.Text)));
        }

        /// <summary>Step 1 keeps the best passages and the last messages; the next step keeps neither. Null when nothing can be removed.</summary>
        public RoutePrompt? ShortenOrNull(int step)
        {
            var isLong = Passages.Count > ShortPassages || History.Count > ShortHistory;
            if (isLong && step == 1)
                return (this with { Passages = [.. Passages.Take(ShortPassages)], History = [.. History.TakeLast(ShortHistory)] }).Compose();
            return step == (isLong ? 2 : 1) && Passages.Count + History.Count > 0 ? (this with { Passages = [], History = [] }).Compose() : null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Retrieving passages failed; the reply is written without them; client {ClientId}, chatbot {ChatbotId}")]
        public static partial void RetrievalFailed(ILogger log, Exception error, ClientId clientId, ChatbotId chatbotId);
    }
}
