using IAfluence.Core.Clients;

namespace IAfluence.Core.Conversations;

/// <summary>Where no replies are made.</summary>
internal sealed class NullRepliesInProgress : IRepliesInProgress
{
    public Task<string?> FindPartialTextOrNullAsync(ClientId clientId, MessageId visitorMessageId, CancellationToken ct) => Task.FromResult<string?>(null);
}
