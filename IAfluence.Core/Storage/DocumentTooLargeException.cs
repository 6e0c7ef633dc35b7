namespace IAfluence.Core.Storage;

/// <summary>A document exceeds <see cref="MaxBytes"/> and was not written. Code that lets a document grow must limit its size first.</summary>
public sealed class DocumentTooLargeException(string collection, string id, long bytes)
    : Exception($"Document '{id}' of '{collection}' has {bytes} bytes, which exceeds the maximum of {MaxBytes}.")
{
    /// <summary>The maximum size of one document, in bytes of JSON.</summary>
    public const int MaxBytes = 1_000_000;
}
