using IAfluence.Core.Storage;

namespace IAfluence.Core.Knowledge;

/// <summary>The id of a knowledge text of a chatbot.</summary>
public readonly record struct KnowledgeTextId(string Value) : IId<KnowledgeTextId>
{
    public static KnowledgeTextId From(string value) => new(value);

    public override string ToString() => Value;
}
