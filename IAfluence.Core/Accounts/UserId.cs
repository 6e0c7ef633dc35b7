using IAfluence.Core.Storage;

namespace IAfluence.Core.Accounts;

/// <summary>The id of a user, who signs in to the admin.</summary>
public readonly record struct UserId(string Value) : IId<UserId>
{
    public static UserId From(string value) => new(value);

    public override string ToString() => Value;
}
