using System.Text.Json.Serialization;

namespace IAfluence.Core.Storage;

/// <summary>
/// A stored document. Its properties are string, bool, int, long, double, <see cref="DateTimeOffset"/> (kept as UTC, whole
/// milliseconds), enum (stored as a camel-case string), an <see cref="IId"/> (stored as a string), or records and lists of these.
/// Names are stored in camel case. A document stays under 1 MB and its arrays are bounded by whoever writes it.
/// </summary>
public interface IDocument
{
    string DocumentId { get; }

    /// <summary>Set by the store: 1 when inserted, one more at each change.</summary>
    long Version { get; set; }
}

/// <summary>A document that belongs to one client and is reached only with that client's id.</summary>
public interface IClientDocument : IDocument
{
    ClientId ClientId { get; }
}

/// <summary>A document of the installation itself.</summary>
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
