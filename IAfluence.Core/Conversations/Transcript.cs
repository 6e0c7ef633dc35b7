using System.Globalization;
using System.Text;
using IAfluence.Core.Chatbots;

namespace IAfluence.Core.Conversations;

/// <summary>A conversation as a text that its visitor may keep.</summary>
public static class Transcript
{
    /// <param name="chatbot">Whose name and time zone it bears.</param>
    /// <param name="conversation">The conversation.</param>
    /// <param name="messages">Oldest first.</param>
    /// <param name="locale">fr or en.</param>
    public static string Write(PublishedChatbot chatbot, Conversation conversation, IReadOnlyList<Message> messages, string locale)
    {
        var culture = CultureInfo.GetCultureInfo(locale == "en" ? "en-GB" : "fr-FR");
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(chatbot.Client.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        var (visitor, sources) = locale == "en" ? ("You", "Sources: ") : ("Vous", "Sources : ");
        var text = new StringBuilder(chatbot.Settings.Name)
            .Append(" — ").Append(TimeZoneInfo.ConvertTime(conversation.StartedAt, zone).ToString("f", culture))
            .Append(" (").Append(zone.Id).Append(")\n");
        foreach (var message in messages)
        {
            text.Append("\n[").Append(TimeZoneInfo.ConvertTime(message.At, zone).ToString("T", culture)).Append("] ")
                .Append(message.Role == MessageRole.Visitor ? visitor : chatbot.Settings.Name).Append('\n')
                .Append(message.Text).Append('\n');
            if (message.Sources.Count > 0)
                text.Append(sources).AppendJoin(", ", message.Sources.Select(source => source.Url is null ? source.Title : $"{source.Title} ({source.Url})")).Append('\n');
        }

        return text.ToString();
    }
}
