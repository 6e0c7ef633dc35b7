using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>The id of an uploaded logo: chatbot and a digest of the image.</summary>
public readonly record struct ChatbotLogoId(string Value) : IId<ChatbotLogoId>
{
    public static ChatbotLogoId From(string value) => new(value);

    public override string ToString() => Value;
}
