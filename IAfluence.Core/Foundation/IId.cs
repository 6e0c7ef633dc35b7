namespace IAfluence.Core.Foundation;

/// <summary>The id of one kind of document: a struct around a string, so that ids of different kinds cannot be confused.</summary>
/// <typeparam name="TSelf">The implementing struct.</typeparam>
public interface IId<TSelf> : IId where TSelf : struct, IId<TSelf>
{
    static abstract TSelf From(string value);
}

/// <summary>The untyped view of an id, for engines and serializers: a text of 1 to 128 characters, compared ordinally.</summary>
public interface IId
{
    string Value { get; }
}

/// <summary>Generates ids: UUID version 7 as 32 lowercase hexadecimal digits, so that ids sort by creation time in milliseconds.</summary>
public static class NewId
{
    public static TId Of<TId>(TimeProvider time) where TId : struct, IId<TId> =>
        TId.From(Guid.CreateVersion7(time.GetUtcNow()).ToString("N"));
}
