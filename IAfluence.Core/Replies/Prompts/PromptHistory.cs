using System.Text.RegularExpressions;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Storage;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Replies.Prompts;

/// <summary>What was said before a message.</summary>
/// <param name="Messages">The last messages, oldest first, without the citations of replies: their numbers belong to other passages.</param>
/// <param name="Before">The visitor's previous message; null when there is none.</param>
/// <param name="Cited">The passages that the last reply cites.</param>
internal sealed partial record PromptHistory(IReadOnlyList<ChatMessage> Messages, string? Before, IReadOnlyList<PassageId> Cited)
{
    private const int MaxMessages = 20;
    private const int MaxCharacters = 16_000;

    public static readonly PromptHistory None = new([], null, []);

    /// <param name="except">The id of the message itself when it is already stored; otherwise null.</param>
    public static async Task<PromptHistory> ReadAsync(
        ClientDocuments<Message> messages, ClientId clientId, ConversationId id, MessageId? except, CancellationToken ct)
    {
        var page = await messages.ListAsync(
            clientId,
            DocumentQuery<Message>.Where(Filter<Message>.Eq(message => message.ConversationId, id)).ByDescending(message => message.At).Take(MaxMessages),
            ct);
        var newestFirst = page.Items.Where(message => message.Text.Length > 0 && message.Id != except).ToList();
        var characters = 0;
        return new PromptHistory(
            [.. newestFirst.TakeWhile(message => (characters += message.Text.Length) <= MaxCharacters).Reverse().Select(Of)],
            newestFirst.Find(message => message.Role == MessageRole.Visitor)?.Text,
            newestFirst.Find(message => message.Role == MessageRole.Assistant)?.Passages ?? []);
    }

    private static ChatMessage Of(Message message) => message.Role == MessageRole.Visitor
        ? new ChatMessage(ChatRole.User, message.Text)
        : new ChatMessage(ChatRole.Assistant, message.Sources.Count == 0 ? message.Text : Citation().Replace(message.Text, ""));

    [GeneratedRegex(@" ?\[\d{1,2}\](?!\()")]
    private static partial Regex Citation();
}
