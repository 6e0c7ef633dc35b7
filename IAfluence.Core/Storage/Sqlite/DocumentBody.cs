using System.Text.Json;

namespace IAfluence.Core.Storage.Sqlite;

/// <summary>Serializes documents to stored bytes and back.</summary>
internal static class DocumentBody
{
    public static byte[] Write<T>(SqliteCollection collection, T document) where T : class, IDocument
    {
        ArgumentException.ThrowIfNullOrEmpty(document.DocumentId, nameof(document));
        var body = JsonSerializer.SerializeToUtf8Bytes(document, DocumentJson.Of<T>());
        CheckSize(collection, document.DocumentId, body);
        return body;
    }

    public static T Read<T>(ReadOnlySpan<byte> body, long version) where T : class, IDocument
    {
        var document = JsonSerializer.Deserialize(body, DocumentJson.Of<T>())!;
        document.Version = version;
        return document;
    }

    public static void CheckSize(SqliteCollection collection, string id, byte[] body)
    {
        if (body.Length > DocumentTooLargeException.MaxBytes)
            throw new DocumentTooLargeException(collection.Name, id, body.Length);
    }
}
