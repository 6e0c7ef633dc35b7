using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Running;

/// <summary>Ends replies whose conversation is about to be erased, in any process. Nothing more of them is stored except ledger entries.</summary>
public sealed class ReplyCancellation(ClientDocuments<ReplyRecord> records, RunningReplies running)
{
    /// <summary>Ends the replies of a client, or of one of its chatbots.</summary>
    public Task EndAsync(ClientId clientId, ChatbotId? chatbotId, CancellationToken ct) =>
        EndAsync(clientId, new DocumentQuery<ReplyRecord>(), record => chatbotId is null || record.ChatbotId == chatbotId, ct);

    /// <summary>Ends the replies of one conversation.</summary>
    public Task EndAsync(ClientId clientId, ConversationId conversationId, CancellationToken ct) =>
        EndAsync(clientId, DocumentQuery<ReplyRecord>.Where(Filter<ReplyRecord>.Eq(record => record.ConversationId, conversationId)), _ => true, ct);

    private async Task EndAsync(ClientId clientId, DocumentQuery<ReplyRecord> query, Func<ReplyRecord, bool> matches, CancellationToken ct)
    {
        string? after = null;
        do
        {
            var page = await records.ListAsync(clientId, query.StartAfter(after), ct);
            foreach (var record in page.Items.Where(record => !record.Ended && matches(record)))
                await running.SignalAsync(record, ReplySignalKind.Discard);
            after = page.Next;
        }
        while (after is not null);
    }
}
