using System.Buffers.Text;
using System.Security.Cryptography;
using IAfluence.Core.Clients;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>
/// Manages the secret with which a site signs visitor identities. It is stored encrypted and shown only once, when it is created. The text
/// itself is the signing key; it is not decoded.
/// </summary>
public sealed class IdentitySecrets(ClientDocuments<Chatbot> chatbots, ISecretProtector secrets, ClientChanges changes)
{
    private const int Bytes = 32;

    /// <summary>Creates a new secret. Signatures made with the previous one become invalid.</summary>
    /// <returns>The secret in clear text; null when the chatbot does not exist.</returns>
    public async Task<string?> RenewAsync(ClientId clientId, ChatbotId chatbotId, CancellationToken ct)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        return await SetAsync(clientId, chatbotId, secrets.Protect(secret), ct) ? secret : null;
    }

    /// <summary>Removes the secret. Visitor identities are no longer verified.</summary>
    /// <returns>False when the chatbot does not exist.</returns>
    public Task<bool> RemoveAsync(ClientId clientId, ChatbotId chatbotId, CancellationToken ct) => SetAsync(clientId, chatbotId, null, ct);

    /// <returns>Null when the chatbot has no secret, or when the secret cannot be decrypted.</returns>
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
