using IAfluence.Core.Storage;

namespace IAfluence.Core.Accounts;

/// <summary>The id of a session.</summary>
public readonly record struct SessionId(string Value) : IId<SessionId>
{
    public static SessionId From(string value) => new(value);

    public override string ToString() => Value;
}
