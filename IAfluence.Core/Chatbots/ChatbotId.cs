using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>The id of a chatbot.</summary>
public readonly record struct ChatbotId(string Value) : IId<ChatbotId>
{
    public static ChatbotId From(string value) => new(value);

    public override string ToString() => Value;
}
