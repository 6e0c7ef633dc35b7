using IAfluence.Core.Storage;

namespace IAfluence.Tests.Storage.Contract;

public readonly record struct LetterId(string Value) : IId<LetterId>
{
    public static LetterId From(string value) => new(value);
}

public enum LetterState
{
    Draft,
    SentAway,
}

public sealed record LetterPage(string Text, long Number = 0);

public sealed record Envelope(string? Colour, LetterPage? Note = null);

/// <summary>A document with a field of every kind, owned by a client; the contract is stated on it.</summary>
public sealed record Letter : ClientDocument<LetterId>
{
    public static readonly CollectionDefinition<Letter> Collection = new CollectionDefinition<Letter>("letters")
        .Unique(letter => letter.Key)
        .Unique(letter => letter.Series, letter => letter.Number)
        .Index(letter => letter.Name)
        .IndexDescending(letter => letter.At, letter => letter.State)
        .Index(letter => letter.State, letter => letter.Weight)
        .IndexAcrossClients(letter => letter.At)
        .Text(letter => letter.Terms, letter => letter.Scope)
        .Expires(letter => letter.ExpiresAt);

    public string? Key { get; init; }

    public string? Series { get; init; }

    public long? Number { get; init; }

    public string? Name { get; init; }

    public LetterState State { get; init; }

    public long Weight { get; init; }

    public long Count { get; init; }

    public int? Small { get; init; }

    public double? Ratio { get; init; }

    public bool Read { get; init; }

    public DateTimeOffset? At { get; init; }

    public LetterId? AnswerTo { get; init; }

    public Envelope? Envelope { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<LetterPage> Pages { get; init; } = [];

    public string? Scope { get; init; }

    public IReadOnlyList<string> Terms { get; init; } = [];

    public DateTimeOffset? ExpiresAt { get; init; }
}

public readonly record struct StampId(string Value) : IId<StampId>
{
    public static StampId From(string value) => new(value);
}

/// <summary>A document of the installation itself.</summary>
public sealed record Stamp : PlatformDocument<StampId>
{
    public static readonly CollectionDefinition<Stamp> Collection = new CollectionDefinition<Stamp>("stamps")
        .UniqueWithMissing(stamp => stamp.Country, stamp => stamp.Name);

    public string? Country { get; init; }

    public string? Name { get; init; }
}
