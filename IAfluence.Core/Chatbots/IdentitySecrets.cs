using System.Buffers.Text;
using System.Security.Cryptography;
using IAfluence.Core.Clients;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>
/// The secret by which a site signs what it says of its visitors. Kept encrypted, shown once when it is made, and never read back
/// to anyone; it is the text itself, not what it might decode to, that signs.
/// </summary>
public sealed class IdentitySecrets(ClientDocuments<Chatbot> chatbots, ISecretProtector secrets, ClientChanges changes)
{
    private const int Bytes = 32;

    /// <summary>Makes a new secret; what was signed with the one before no longer counts.</summary>
    /// <returns>In clear, for once; null when there is no such chatbot.</returns>
    public async Task<string?> RenewAsync(ClientId clientId, ChatbotId chatbotId, CancellationToken ct)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        return await SetAsync(clientId, chatbotId, secrets.Protect(secret), ct) ? secret : null;
    }

    /// <summary>From now on nothing a site says of its visitors counts as verified.</summary>
    /// <returns>False when there is no such chatbot.</returns>
    public Task<bool> RemoveAsync(ClientId clientId, ChatbotId chatbotId, CancellationToken ct) => SetAsync(clientId, chatbotId, null, ct);

    /// <returns>Null when the chatbot has none, or one that can no longer be read.</returns>
    public string? OpenOrNull(Chatbot chatbot)
    {
        try
        {
            return chatbot.ProtectedIdentitySecret is { } kept ? secrets.Unprotect(kept) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private async Task<bool> SetAsync(ClientId clientId, ChatbotId chatbotId, string? kept, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var result = await chatbots.Modify(
            clientId, chatbotId, new Update<Chatbot>().Set(chatbot => chatbot.ProtectedIdentitySecret, kept), Filter<Chatbot>.Eq(chatbot => chatbot.DeletingSince, null));
        changes.AnnounceChange();
        return result.Applied;
    }
}
