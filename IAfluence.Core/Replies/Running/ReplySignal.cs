using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Running;

/// <summary>The id of a signal: the reply's question and what is signalled.</summary>
public readonly record struct ReplySignalId(string Value) : IId<ReplySignalId>
{
    public static ReplySignalId From(string value) => new(value);
}

/// <summary>What one process tells the one that makes a reply.</summary>
public enum ReplySignalKind
{
    /// <summary>Someone reads along over there.</summary>
    Reading,

    /// <summary>The visitor stopped it.</summary>
    Stop,

    /// <summary>The visitor was erased: nothing more may be stored.</summary>
    Discard,
}

/// <summary>A word to the process that makes a reply; found by polling.</summary>
public sealed record ReplySignal : PlatformDocument<ReplySignalId>
{
    public static readonly CollectionDefinition<ReplySignal> Collection = new CollectionDefinition<ReplySignal>("reply-signals")
        .Index(signal => signal.InstanceId, signal => signal.At)
        .Expires(signal => signal.ExpiresAt)
        .Kept("It holds the ids of a message and a process and expires after a minute.");

    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    public required InstanceId InstanceId { get; init; }

    public required MessageId MessageId { get; init; }

    public required ReplySignalKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public static ReplySignalId IdOf(MessageId messageId, ReplySignalKind kind) => new($"{messageId}-{kind}");
}
