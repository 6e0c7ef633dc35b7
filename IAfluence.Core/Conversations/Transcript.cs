using System.Globalization;
using System.Text;
using IAfluence.Core.Chatbots;

namespace IAfluence.Core.Conversations;

/// <summary>The words of a transcript around what was said.</summary>
/// <param name="Culture">For dates.</param>
/// <param name="Visitor">Who the visitor is to themselves.</param>
/// <param name="Team">Who answered as a human.</param>
/// <param name="Sources">Before the sources, its colon included.</param>
public sealed record TranscriptWords(CultureInfo Culture, string Visitor, string Team, string Sources);

/// <summary>A conversation as a text that its visitor may keep.</summary>
public static class Transcript
{
    /// <param name="chatbot">Whose name and time zone it bears.</param>
    /// <param name="conversation">The conversation.</param>
    /// <param name="messages">Oldest first.</param>
    /// <param name="words">In the visitor's language.</param>
    public static string Write(PublishedChatbot chatbot, Conversation conversation, IReadOnlyList<Message> messages, TranscriptWords words)
    {
        var culture = words.Culture;
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(chatbot.Client.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        var text = new StringBuilder(chatbot.Settings.Name)
            .Append(" — ").Append(TimeZoneInfo.ConvertTime(conversation.StartedAt, zone).ToString("f", culture))
            .Append(" (").Append(zone.Id).Append(")\n");
        foreach (var message in messages)
        {
            text.Append("\n[").Append(TimeZoneInfo.ConvertTime(message.At, zone).ToString("T", culture)).Append("] ")
                .Append(message.Role switch { MessageRole.Visitor => words.Visitor, MessageRole.Agent => words.Team, _ => chatbot.Settings.Name }).Append('\n')
                .Append(message.Text).Append('\n');
            if (message.Sources.Count > 0)
                text.Append(words.Sources).AppendJoin(", ", message.Sources.Select(source => source.Url is null ? source.Title : $"{source.Title} ({source.Url})")).Append('\n');
        }

        return text.ToString();
    }
}
