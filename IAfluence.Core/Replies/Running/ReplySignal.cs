using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Running;

/// <summary>The id of a signal: the visitor's message and the kind of signal.</summary>
public readonly record struct ReplySignalId(string Value) : IId<ReplySignalId>
{
    public static ReplySignalId From(string value) => new(value);
}

/// <summary>The kinds of signals to the process that runs a reply.</summary>
public enum ReplySignalKind
{
    /// <summary>Another process has a reader of the reply.</summary>
    Reading,

    /// <summary>The visitor stopped the reply.</summary>
    Stop,

    /// <summary>The visitor was erased; nothing more of the reply may be stored.</summary>
    Discard,
}

/// <summary>A signal to the process that runs a reply, which reads its signals by polling.</summary>
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
