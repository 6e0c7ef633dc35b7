namespace IAfluence.Core.Storage;

/// <summary>The id of one running process of the product.</summary>
public readonly record struct InstanceId(string Value) : IId<InstanceId>
{
    public static InstanceId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>A sign of life of a process that generates replies. When it expires, the process's replies are treated as aborted.</summary>
public sealed record Instance : PlatformDocument<InstanceId>
{
    public static readonly CollectionDefinition<Instance> Collection = new CollectionDefinition<Instance>("instances")
        .Expires(instance => instance.ExpiresAt)
        .Kept("A process of the installation.");

    /// <summary>How long a process counts as running without a new sign of life.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    public required DateTimeOffset ExpiresAt { get; init; }
}
