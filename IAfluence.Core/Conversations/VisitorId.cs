using IAfluence.Core.Storage;

namespace IAfluence.Core.Conversations;

/// <summary>The id of a visitor of one chatbot.</summary>
public readonly record struct VisitorId(string Value) : IId<VisitorId>
{
    public static VisitorId From(string value) => new(value);

    public override string ToString() => Value;
}
