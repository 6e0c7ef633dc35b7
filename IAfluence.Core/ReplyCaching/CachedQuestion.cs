using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IAfluence.Core.Chatbots;

namespace IAfluence.Core.ReplyCaching;

/// <summary>Identifies a question to a chatbot in one state. The reply to the same question in the same state can be reused.</summary>
/// <param name="ChatbotId">A reply is never reused for another chatbot.</param>
/// <param name="Id">The digest of client, chatbot, version, knowledge version, language and normalized question.</param>
/// <param name="Life">How long the reply can be reused.</param>
public sealed record CachedQuestion(ClientId ClientId, ChatbotId ChatbotId, CachedReplyId Id, TimeSpan Life)
{
    /// <returns>Null when the chatbot does not cache replies, or when nothing is left of the question after normalization.</returns>
    public static CachedQuestion? OfOrNull(PublishedChatbot chatbot, string question, string locale)
    {
        if (chatbot.Settings.AnswerCacheHours is not { } hours || Normalise(question) is not { Length: > 0 } normal)
            return null;
        var (client, own) = (chatbot.Client.Id, chatbot.Chatbot);
        var facts = string.Create(
            CultureInfo.InvariantCulture, $"{client}\n{own.Id}\n{chatbot.Version.Id}\n{own.KnowledgeVersion}\n{locale}\n{normal}");
        return new CachedQuestion(
            client, own.Id, new CachedReplyId(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(facts)))), TimeSpan.FromHours(hours));
    }

    /// <summary>Removes case, accents, repeated white space and punctuation at both ends.</summary>
    public static string Normalise(string question)
    {
        var folded = new StringBuilder(question.Length);
        foreach (var character in SortKeys.Of(question))
        {
            if (!char.IsWhiteSpace(character))
                folded.Append(character);
            else if (folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        }

        var (start, end) = (0, folded.Length);
        while (end > start && IsEdge(folded[end - 1]))
            end--;
        while (start < end && IsEdge(folded[start]))
            start++;
        return folded.ToString(start, end - start);
    }

    // Symbols such as %, + or € can change the question; other punctuation at the ends cannot.
    private static bool IsEdge(char character) => character == ' ' || (char.IsPunctuation(character) && character is not ('%' or '&' or '#' or '@'));
}
