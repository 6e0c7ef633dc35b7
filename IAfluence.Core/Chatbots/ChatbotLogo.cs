using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>An image that was uploaded as a chatbot's avatar. Versions name it; what is in it never changes.</summary>
public sealed record ChatbotLogo : ClientDocument<ChatbotLogoId>
{
    public static readonly CollectionDefinition<ChatbotLogo> Collection = new CollectionDefinition<ChatbotLogo>("chatbot-logos")
        .Index(logo => logo.ChatbotId, logo => logo.UploadedAt)
        .ErasedWith(OwnerKind.Chatbot, logo => logo.ChatbotId);

    public required ChatbotId ChatbotId { get; init; }

    /// <summary>As in <see cref="ChatbotAppearance.LogoId"/>: a digest of the image.</summary>
    public required string LogoId { get; init; }

    public required string ContentType { get; init; }

    /// <summary>The image's bytes in base64.</summary>
    public required string Data { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }
}
