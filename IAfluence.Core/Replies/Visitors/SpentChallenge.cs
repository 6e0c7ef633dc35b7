using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Visitors;

/// <summary>The id of a solved challenge: a digest of its salt.</summary>
public readonly record struct SpentChallengeId(string Value) : IId<SpentChallengeId>
{
    public static SpentChallengeId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>Records that a solved challenge was accepted, so that it is accepted only once. Kept until the challenge itself expires.</summary>
public sealed record SpentChallenge : PlatformDocument<SpentChallengeId>
{
    public static readonly CollectionDefinition<SpentChallenge> Collection = new CollectionDefinition<SpentChallenge>("spent-challenges")
        .Expires(spent => spent.ExpiresAt)
        .Kept("It holds the digest of a solved challenge and expires within minutes.");

    public required DateTimeOffset ExpiresAt { get; init; }
}
