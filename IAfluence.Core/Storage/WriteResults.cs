namespace IAfluence.Core.Storage;

/// <summary>The outcome of an insert.</summary>
public enum InsertResult
{
    Inserted,

    /// <summary>Another document has the id or the key of a unique index; nothing was written.</summary>
    KeyTaken,

    /// <summary>An earlier write of the same group was not applied, so this one was not executed.</summary>
    Skipped,
}

/// <summary>The outcome of a replacement.</summary>
public enum PutResult
{
    Replaced,

    /// <summary>The document was changed or deleted since it was read; nothing was written.</summary>
    Conflict,

    /// <summary>Another document has the new unique key; nothing was written.</summary>
    KeyTaken,
    Skipped,
}

/// <summary>The outcome of a find-and-modify.</summary>
public enum ModifyOutcome
{
    Modified,

    /// <summary>The document was missing; the seed was inserted with the changes.</summary>
    Inserted,

    /// <summary>The document does not exist or does not match the condition; nothing was written.</summary>
    NoMatch,

    /// <summary>Another document has the new unique key; nothing was written.</summary>
    KeyTaken,
    Skipped,
}

/// <summary>The outcome of a find-and-modify, with the document before and after.</summary>
/// <param name="Before">Null unless modified.</param>
/// <param name="After">Null unless modified or inserted.</param>
public sealed record ModifyResult<T>(ModifyOutcome Outcome, T? Before, T? After) where T : class, IDocument
{
    public bool Applied => Outcome is ModifyOutcome.Modified or ModifyOutcome.Inserted;
}

/// <summary>The outcome of a deletion.</summary>
/// <param name="Count">The number of deleted documents.</param>
public sealed record DeleteResult(int Count);

/// <summary>The engine did not respond or could not write. Treat writes that were not yet durable as not written.</summary>
public sealed class StorageUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A document exceeds <see cref="MaxBytes"/> and was not written. Code that lets a document grow must limit its size first.</summary>
public sealed class DocumentTooLargeException(string collection, string id, long bytes)
    : Exception($"Document '{id}' of '{collection}' has {bytes} bytes, which exceeds the maximum of {MaxBytes}.")
{
    /// <summary>The maximum size of one document, in bytes of JSON.</summary>
    public const int MaxBytes = 1_000_000;
}
