using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using IAfluence.Core.Chatbots;

namespace IAfluence.Core.Replies.Conversations;

/// <summary>The words of a transcript around what was said.</summary>
/// <param name="Culture">Formats the dates.</param>
/// <param name="Visitor">Who the visitor is to themselves.</param>
/// <param name="Team">Who answered as a human.</param>
/// <param name="Sources">Before the sources, its colon included.</param>
public sealed record TranscriptWords(CultureInfo Culture, string Visitor, string Team, string Sources);

/// <summary>A conversation as a text that its visitor may keep.</summary>
public static class Transcript
{
    /// <param name="chatbot">Whose name and time zone it bears.</param>
    /// <param name="pages">All its messages, oldest first; a page is asked for once the text before it was taken.</param>
    /// <param name="words">In the visitor's language.</param>
    /// <param name="ct">The caller's own.</param>
    /// <returns>A piece of the text for each page, the first with the heading.</returns>
    public static async IAsyncEnumerable<string> WriteAsync(
        PublishedChatbot chatbot, Conversation conversation, IAsyncEnumerable<IReadOnlyList<Message>> pages, TranscriptWords words, [EnumeratorCancellation] CancellationToken ct)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(chatbot.Client.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        var text = new StringBuilder(chatbot.Settings.Name)
            .Append(" — ").Append(TimeZoneInfo.ConvertTime(conversation.StartedAt, zone).ToString("f", words.Culture))
            .Append(" (").Append(zone.Id).Append(")\n");
        await foreach (var page in pages.WithCancellation(ct))
        {
            foreach (var message in page)
                Append(text, message, chatbot.Settings.Name, zone, words);
            yield return text.ToString();
            text.Clear();
        }
    }

    private static void Append(StringBuilder text, Message message, string chatbotName, TimeZoneInfo zone, TranscriptWords words)
    {
        text.Append("\n[").Append(TimeZoneInfo.ConvertTime(message.At, zone).ToString("T", words.Culture)).Append("] ")
            .Append(message.Role switch { MessageRole.Visitor => words.Visitor, MessageRole.Agent => words.Team, _ => chatbotName }).Append('\n')
            .Append(message.Text).Append('\n');
        if (message.Sources.Count > 0)
            text.Append(words.Sources).AppendJoin(", ", message.Sources.Select(source => source.Url is null ? source.Title : $"{source.Title} ({source.Url})")).Append('\n');
    }
}
