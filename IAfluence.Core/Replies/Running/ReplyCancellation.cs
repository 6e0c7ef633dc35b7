using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Running;

/// <summary>Ends replies whose conversation is about to be erased, in whatever process they are made: nothing more of them is stored.</summary>
public sealed class ReplyCancellation(ClientDocuments<ReplyRecord> records, RunningReplies running)
{
    /// <summary>Ends those of a client, or of one of its chatbots.</summary>
    public Task EndAsync(ClientId clientId, ChatbotId? chatbotId, CancellationToken ct) =>
        EndAsync(clientId, new DocumentQuery<ReplyRecord>(), record => chatbotId is null || record.ChatbotId == chatbotId, ct);

    /// <summary>Ends those of one conversation.</summary>
    public Task EndAsync(ClientId clientId, ConversationId conversationId, CancellationToken ct) =>
        EndAsync(clientId, DocumentQuery<ReplyRecord>.Where(Filter<ReplyRecord>.Eq(record => record.ConversationId, conversationId)), _ => true, ct);

    private async Task EndAsync(ClientId clientId, DocumentQuery<ReplyRecord> query, Func<ReplyRecord, bool> concerned, CancellationToken ct)
    {
        string? after = null;
        do
        {
            var page = await records.ListAsync(clientId, query.StartAfter(after), ct);
            foreach (var record in page.Items.Where(record => !record.Ended && concerned(record)))
                await running.SignalAsync(record, ReplySignalKind.Discard);
            after = page.Next;
        }
        while (after is not null);
    }
}
