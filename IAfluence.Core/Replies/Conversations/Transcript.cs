using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using IAfluence.Core.Chatbots;

namespace IAfluence.Core.Replies.Conversations;

/// <summary>The labels of a transcript, in the visitor's language.</summary>
/// <param name="Culture">The culture in which dates are formatted.</param>
/// <param name="Visitor">The label of the visitor's messages, for example “You”.</param>
/// <param name="Team">The label of a human's messages.</param>
/// <param name="Sources">The label of the sources, including its colon.</param>
public sealed record TranscriptWords(CultureInfo Culture, string Visitor, string Team, string Sources);

/// <summary>Writes a conversation as plain text that the visitor can download.</summary>
public static class Transcript
{
    /// <param name="chatbot">Gives the name and the time zone of the transcript.</param>
    /// <param name="pages">All messages, oldest first. A page is read only after the text of the page before was consumed.</param>
    /// <returns>One piece of text per page; the first includes the heading.</returns>
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
