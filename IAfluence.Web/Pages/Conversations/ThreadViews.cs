using IAfluence.Core.Chatbots;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Replies.Contacts;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Storage;

namespace IAfluence.Web.Pages.Conversations;

/// <summary>Reads a conversation with everything its page shows.</summary>
public sealed class ThreadViews(ThreadReader threads, ContactStore contacts, ClientDocuments<Chatbot> chatbots, TimeProvider time)
{
    /// <param name="before">The cursor of the part to read; null for the latest one.</param>
    /// <returns>Null when the conversation does not exist.</returns>
    /// <exception cref="InvalidCursorException">The cursor is not valid.</exception>
    public async Task<ThreadView?> FindOrNullAsync(ClientId clientId, ConversationId id, string? before, CancellationToken ct)
    {
        if (await threads.FindOrNullAsync(clientId, id, before, ct) is not { } thread)
            return null;
        return new ThreadView(
            thread,
            await chatbots.FindOrNullAsync(clientId, thread.Conversation.ChatbotId, ct),
            await contacts.OfConversationAsync(clientId, id, ct),
            time.GetUtcNow() - thread.Conversation.LastMessageAt);
    }
}

/// <summary>A conversation with everything its page shows.</summary>
/// <param name="Chatbot">Null when the chatbot was deleted.</param>
/// <param name="Contacts">The contacts that the visitor left in it, newest first.</param>
/// <param name="Age">The time since its last message.</param>
public sealed record ThreadView(ConversationThread Thread, Chatbot? Chatbot, IReadOnlyList<Contact> Contacts, TimeSpan Age);

/// <summary>The model of <c>_ThreadEntry</c>.</summary>
public sealed record ThreadEntryView(ThreadEntry Entry, ThreadModel Page)
{
    /// <summary>The model's name, or its id when it was deleted.</summary>
    public string NameOf(ModelId id) => Page.Thread.Models.TryGetValue(id, out var model) ? model.Name : id.Value;

    /// <summary>The class of the badge that shows an outcome; null for a neutral one.</summary>
    public static string? BadgeOf(ReplyOutcome outcome) => outcome switch
    {
        ReplyOutcome.Answered => "badge-success",
        ReplyOutcome.Unsure or ReplyOutcome.Unanswered => "badge-warning",
        ReplyOutcome.Refused or ReplyOutcome.Failed => "badge-danger",
        _ => null,
    };

    public static bool IsWebAddress(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
