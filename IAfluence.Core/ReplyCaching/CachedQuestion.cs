using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IAfluence.Core.Chatbots;

namespace IAfluence.Core.ReplyCaching;

/// <summary>What an answer depends on besides chance: asked the same of the same chatbot in the same state, it may be given again.</summary>
/// <param name="ChatbotId">Which chatbot; another one's answer is never given.</param>
/// <param name="Id">The digest of chatbot, version, knowledge, language and question.</param>
/// <param name="Life">How long an answer to it may be given again.</param>
public sealed record CachedQuestion(ClientId ClientId, ChatbotId ChatbotId, CachedReplyId Id, TimeSpan Life)
{
    /// <returns>Null where the chatbot keeps no answers, or the question holds no word.</returns>
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

    /// <summary>Without case, accents, repeated white space, and punctuation at its ends.</summary>
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

    // Signs such as %, + or € change what is asked; punctuation at the ends does not.
    private static bool IsEdge(char character) => character == ' ' || (char.IsPunctuation(character) && character is not ('%' or '&' or '#' or '@'));
}
