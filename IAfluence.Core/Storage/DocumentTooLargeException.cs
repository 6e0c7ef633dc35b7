namespace IAfluence.Core.Storage;

/// <summary>A document would pass <see cref="MaxBytes"/>; nothing was written of it. Whoever grows a document bounds it before.</summary>
public sealed class DocumentTooLargeException(string collection, string id, long bytes)
    : Exception($"Document '{id}' of '{collection}' would take {bytes} bytes; the most is {MaxBytes}.")
{
    /// <summary>The most bytes of one document, as JSON.</summary>
    public const int MaxBytes = 1_000_000;
}
