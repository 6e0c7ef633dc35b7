namespace IAfluence.Core.Storage;

/// <summary>How an insert ended.</summary>
public enum InsertResult
{
    Inserted,

    /// <summary>The id, or the key of a unique index, is taken by another document; nothing was written.</summary>
    KeyTaken,

    /// <summary>An earlier write of the same group was not applied, so this one was not tried.</summary>
    Skipped,
}

/// <summary>How a replacement ended.</summary>
public enum PutResult
{
    Replaced,

    /// <summary>The document has changed since it was read, or is gone; nothing was written.</summary>
    Conflict,

    /// <summary>The new content's unique key is taken; nothing was written.</summary>
    KeyTaken,
    Skipped,
}

/// <summary>How a find-and-modify ended.</summary>
public enum ModifyOutcome
{
    Modified,

    /// <summary>The document was missing and the seed was inserted with the changes.</summary>
    Inserted,

    /// <summary>There is no such document, or it does not meet the condition; nothing was written.</summary>
    NoMatch,

    /// <summary>The changed content's unique key is taken; nothing was written.</summary>
    KeyTaken,
    Skipped,
}

/// <summary>The outcome of a find-and-modify with the document as it was and as it is.</summary>
/// <param name="Before">As it was; null unless modified.</param>
/// <param name="After">As it is now; null unless modified or inserted.</param>
public sealed record ModifyResult<T>(ModifyOutcome Outcome, T? Before, T? After) where T : class, IDocument
{
    public bool Applied => Outcome is ModifyOutcome.Modified or ModifyOutcome.Inserted;
}

/// <summary>How a deletion ended.</summary>
/// <param name="Count">How many documents are gone by it.</param>
public sealed record DeleteResult(int Count);

/// <summary>The engine did not answer or could not write. What was not yet durable is to be taken as not written.</summary>
public sealed class StorageUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
