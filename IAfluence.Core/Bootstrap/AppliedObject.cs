using IAfluence.Core.Storage;

namespace IAfluence.Core.Bootstrap;

/// <summary>What the bootstrap file last said of one object; while the file says the same, what the admin made of it stays.</summary>
public sealed record AppliedObject : PlatformDocument<AppliedObjectId>
{
    public static readonly CollectionDefinition<AppliedObject> Collection = new CollectionDefinition<AppliedObject>("bootstrap-objects")
        .Kept("It holds digests, so that what was deleted is not made again by an unchanged file.");

    /// <summary>Keys down to the object, such as <c>clients/martin/chatbots/accueil</c>.</summary>
    public required string Address { get; init; }

    public required string Digest { get; init; }

    public required DateTimeOffset AppliedAt { get; init; }
}
