using IAfluence.Core.Storage;

namespace IAfluence.Core.Accounts;

/// <summary>The id of the one set-up document.</summary>
public readonly record struct SetupId(string Value) : IId<SetupId>
{
    public static readonly SetupId Only = new("setup");

    public static SetupId From(string value) => new(value);
}

/// <summary>Where the installation stands on its way to a first owner.</summary>
public sealed record SetupState : PlatformDocument<SetupId>
{
    public static readonly CollectionDefinition<SetupState> Collection = new CollectionDefinition<SetupState>("setup")
        .Kept("Settings of the installation.");

    /// <summary>Digests of the tokens printed so far, the newest last; each process prints its own.</summary>
    public IReadOnlyList<string>? TokenDigests { get; init; }

    /// <summary>The owner that the set-up made; null until then.</summary>
    public UserId? OwnerId { get; init; }
}
