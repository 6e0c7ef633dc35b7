using System.Security.Cryptography;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>Stores the logos uploaded for a chatbot. Some older ones are kept, so that a restored version has its logo.</summary>
public sealed class ChatbotLogos(ClientDocuments<ChatbotLogo> logos, ChatbotDrafts drafts, TimeProvider time)
{
    /// <summary>The number of logos kept for a chatbot. The oldest are deleted first, except those of the published version and the draft.</summary>
    public const int KeptPerChatbot = 20;

    private const int IdBytes = 12;

    /// <summary>Stores an image without assigning it to the chatbot. Storing the same image again returns the same id.</summary>
    /// <returns>The value for <see cref="ChatbotAppearance.LogoId"/>; null with a fault.</returns>
    public async Task<(string? LogoId, LogoFault Fault)> StoreAsync(ClientId clientId, ChatbotId chatbotId, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        var (image, fault) = LogoImage.Read(bytes.Span);
        if (image is null)
            return (null, fault);
        var logoId = Convert.ToHexStringLower(SHA256.HashData(bytes.Span).AsSpan(0, IdBytes));
        var logo = new ChatbotLogo
        {
            Id = IdOf(chatbotId, logoId),
            ClientId = clientId,
            ChatbotId = chatbotId,
            LogoId = logoId,
            ContentType = image.ContentType,
            Data = Convert.ToBase64String(bytes.Span),
            UploadedAt = time.GetUtcNow(),
        };
        if (await logos.Insert(clientId, logo) == InsertResult.Inserted)
            await DeleteOldestAsync(clientId, chatbotId, logoId, ct);
        else
            await logos.Modify(clientId, logo.Id, new Update<ChatbotLogo>().Set(kept => kept.UploadedAt, logo.UploadedAt));
        return (logoId, LogoFault.None);
    }

    /// <returns>Null when the chatbot does not have this logo, or no longer has it.</returns>
    public async Task<(string ContentType, byte[] Bytes)?> FindOrNullAsync(ClientId clientId, ChatbotId chatbotId, string logoId, CancellationToken ct) =>
        await logos.FindOrNullAsync(clientId, IdOf(chatbotId, logoId), ct) is { } logo ? (logo.ContentType, Convert.FromBase64String(logo.Data)) : null;

    private async Task DeleteOldestAsync(ClientId clientId, ChatbotId chatbotId, string stored, CancellationToken ct)
    {
        var kept = await logos.ListAsync(
            clientId,
            DocumentQuery<ChatbotLogo>.Where(Filter<ChatbotLogo>.Eq(logo => logo.ChatbotId, chatbotId)).By(logo => logo.UploadedAt).Take(2 * KeptPerChatbot),
            ct);
        if (kept.Items.Count <= KeptPerChatbot || await drafts.FindOrNullAsync(clientId, chatbotId, ct) is not { } drafted)
            return;
        string?[] worn = [stored, drafted.Published.Settings.Appearance.LogoId, drafted.Settings.Appearance.LogoId, drafted.Draft?.Settings.Appearance.LogoId];
        foreach (var old in kept.Items.Where(logo => !worn.Contains(logo.LogoId)).Take(kept.Items.Count - KeptPerChatbot))
            await logos.Delete(clientId, old.Id);
    }

    private static ChatbotLogoId IdOf(ChatbotId chatbotId, string logoId) => new($"{chatbotId}-{logoId}");
}
