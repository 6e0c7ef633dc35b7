using IAfluence.Core.Replies.Visitors;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Conversations;

/// <summary>What visitors think of replies.</summary>
public sealed class ReplyRatings(ClientDocuments<Message> messages, ConversationFinder finder)
{
    public const int MaxCommentCharacters = 2000;

    /// <summary>Rates a reply; rating again replaces the rating, and the comment if one is given.</summary>
    /// <returns>False when there is no such reply in the visitor's conversation.</returns>
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
