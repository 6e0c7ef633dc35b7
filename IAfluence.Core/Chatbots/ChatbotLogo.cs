using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>An image uploaded as a chatbot's avatar. Versions refer to it; its content never changes.</summary>
public sealed record ChatbotLogo : ClientDocument<ChatbotLogoId>
{
    public static readonly CollectionDefinition<ChatbotLogo> Collection = new CollectionDefinition<ChatbotLogo>("chatbot-logos")
        .Index(logo => logo.ChatbotId, logo => logo.UploadedAt)
        .ErasedWith(OwnerKind.Chatbot, logo => logo.ChatbotId);

    public required ChatbotId ChatbotId { get; init; }

    /// <summary>A digest of the image, as in <see cref="ChatbotAppearance.LogoId"/>.</summary>
    public required string LogoId { get; init; }

    public required string ContentType { get; init; }

    /// <summary>The image as Base64.</summary>
    public required string Data { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }
}
