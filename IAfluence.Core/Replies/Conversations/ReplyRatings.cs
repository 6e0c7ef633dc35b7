using IAfluence.Core.Replies.Visitors;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Conversations;

/// <summary>Stores the visitors' ratings of replies.</summary>
public sealed class ReplyRatings(ClientDocuments<Message> messages, ConversationFinder finder)
{
    public const int MaxCommentCharacters = 2000;

    /// <summary>Rates a reply. A later rating replaces the earlier one; the comment is replaced only when a new one is given.</summary>
    /// <param name="rating">1 or -1.</param>
    /// <returns>False when the visitor's conversation has no such reply.</returns>
    public async Task<bool> RateAsync(VisitorIdentity visitor, MessageId replyId, int rating, string? comment, CancellationToken ct)
    {
        if (await finder.FindMessageOrNullAsync(visitor, replyId, ct) is not { Role: not MessageRole.Visitor })
            return false;
        var update = new Update<Message>().Set(message => message.Rating, rating);
        if (!string.IsNullOrWhiteSpace(comment))
            update.Set(message => message.RatingComment, comment.Trim());
        return (await messages.Modify(visitor.ClientId, replyId, update)).Applied;
    }
}
