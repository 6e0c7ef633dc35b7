namespace IAfluence.Core.Foundation;

/// <summary>The id of one kind of document: a small struct around a string, so that ids of two kinds are never mixed up.</summary>
/// <typeparam name="TSelf">The implementing struct.</typeparam>
public interface IId<TSelf> : IId where TSelf : struct, IId<TSelf>
{
    static abstract TSelf From(string value);
}

/// <summary>What engines and serializers need to know of an id: its text, ordinal, at most 128 characters, never empty.</summary>
public interface IId
{
    string Value { get; }
}
