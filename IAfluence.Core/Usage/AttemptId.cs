using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>The id of an attempt: one call of one model.</summary>
public readonly record struct AttemptId(string Value) : IId<AttemptId>
{
    public static AttemptId From(string value) => new(value);

    public override string ToString() => Value;
}
