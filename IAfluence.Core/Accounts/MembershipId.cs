using IAfluence.Core.Storage;

namespace IAfluence.Core.Accounts;

/// <summary>The id of a membership: one user in one client.</summary>
public readonly record struct MembershipId(string Value) : IId<MembershipId>
{
    public static MembershipId From(string value) => new(value);

    public override string ToString() => Value;
}
