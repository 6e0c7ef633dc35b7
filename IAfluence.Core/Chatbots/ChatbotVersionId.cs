using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>The id of one immutable version of a chatbot.</summary>
public readonly record struct ChatbotVersionId(string Value) : IId<ChatbotVersionId>
{
    public static ChatbotVersionId From(string value) => new(value);

    public override string ToString() => Value;
}
