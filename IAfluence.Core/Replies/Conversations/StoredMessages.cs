using IAfluence.Core.Quotas;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Conversations;

internal sealed class StoredMessages(ClientDocuments<Message> messages) : IStoredMessages
{
    public async Task<bool> IsStoredAsync(ClientId clientId, MessageId messageId, CancellationToken ct) =>
        await messages.FindOrNullAsync(clientId, messageId, ct) is not null;
}
