using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>The id of an origin that was refused: chatbot and a digest of the origin.</summary>
public readonly record struct RefusedOriginId(string Value) : IId<RefusedOriginId>
{
    public static RefusedOriginId From(string value) => new(value);

    public override string ToString() => Value;
}
