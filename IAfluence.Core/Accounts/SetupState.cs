using IAfluence.Core.Storage;

namespace IAfluence.Core.Accounts;

/// <summary>The id of the one set-up document.</summary>
public readonly record struct SetupId(string Value) : IId<SetupId>
{
    public static readonly SetupId Only = new("setup");

    public static SetupId From(string value) => new(value);
}

/// <summary>The state of the first-owner set-up.</summary>
public sealed record SetupState : PlatformDocument<SetupId>
{
    public static readonly CollectionDefinition<SetupState> Collection = new CollectionDefinition<SetupState>("setup")
        .Kept("Settings of the installation.");

    /// <summary>Digests of the printed tokens, newest last. Each process prints its own token.</summary>
    public IReadOnlyList<string>? TokenDigests { get; init; }

    /// <summary>The owner that set-up created; null until then.</summary>
    public UserId? OwnerId { get; init; }
}
