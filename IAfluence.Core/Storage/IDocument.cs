using System.Text.Json.Serialization;

namespace IAfluence.Core.Storage;

/// <summary>
/// A stored document. Its properties are string, bool, int, long, double, <see cref="DateTimeOffset"/> (stored in UTC, whole milliseconds),
/// enum (stored as a camel-case string), <see cref="IId"/> (stored as a string), or records and lists of these. Names are stored in camel
/// case. A document must stay under 1 MB; the code that writes it must limit its arrays.
/// </summary>
public interface IDocument
{
    string DocumentId { get; }

    /// <summary>Set by the store: 1 when inserted, increased with each change.</summary>
    long Version { get; set; }
}

/// <summary>A document that belongs to one client and is accessible only with the client's id.</summary>
public interface IClientDocument : IDocument
{
    ClientId ClientId { get; }
}

/// <summary>A document of the installation.</summary>
public abstract record PlatformDocument<TId> : IDocument where TId : struct, IId
{
    public required TId Id { get; init; }

    [JsonIgnore]
    public long Version { get; set; }

    string IDocument.DocumentId => Id.Value;
}

/// <summary>A document owned by a client.</summary>
public abstract record ClientDocument<TId> : PlatformDocument<TId>, IClientDocument where TId : struct, IId
{
    public required ClientId ClientId { get; init; }
}
