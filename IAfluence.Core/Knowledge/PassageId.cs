using IAfluence.Core.Storage;

namespace IAfluence.Core.Knowledge;

/// <summary>The id of a passage: its text and its number in it.</summary>
public readonly record struct PassageId(string Value) : IId<PassageId>
{
    public static PassageId From(string value) => new(value);

    public override string ToString() => Value;
}
