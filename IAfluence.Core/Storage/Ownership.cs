using System.Linq.Expressions;

namespace IAfluence.Core.Storage;

/// <summary>The kind of owner of a document. The document is erased with its owner.</summary>
public enum OwnerKind
{
    Client,
    Chatbot,
    Conversation,
    Text,
    Visitor,
    QuotaWindow,
}

/// <summary>How an erasure finds an owner's documents in a collection.</summary>
/// <param name="Field">The field with the owner's id; null when a client owns the whole collection.</param>
/// <param name="Indexed">
/// Whether the field is indexed. When it is not, documents are erased with their parent, and the field is used only for one final scan for
/// documents whose parent was erased while they were being written.
/// </param>
public sealed record Ownership(OwnerKind Kind, FieldPath? Field, bool Indexed = true);

/// <summary>A kind of owner that a document itself is.</summary>
/// <param name="Kind">The kind of owner it is for other documents.</param>
/// <param name="IdOf">Returns the id by which owned documents refer to it; null when it owns none.</param>
public sealed record OwnedThrough(OwnerKind Kind, Func<IDocument, string?> IdOf);

/// <summary>What happens to a collection's documents when a client, a chatbot or a visitor is erased. Every collection declares it.</summary>
public sealed record ErasureRule
{
    public IReadOnlyList<Ownership> Owners { get; init; } = [];

    public IReadOnlyList<OwnedThrough> Owns { get; init; } = [];

    /// <summary>Why a separate step erases these documents; null when the general loop does.</summary>
    public string? ErasedByStep { get; init; }

    /// <summary>Why these documents have no owner and are kept; null when they have one.</summary>
    public string? KeptBecause { get; init; }

    public bool IsDeclared => Owners.Count > 0 || ErasedByStep is not null || KeptBecause is not null;
}

/// <summary>Extension methods that declare a collection's erasure rule.</summary>
public static class ErasureRules
{
    /// <summary>Documents are erased only with the client that owns the collection.</summary>
    public static CollectionDefinition<T> ErasedWithClient<T>(this CollectionDefinition<T> collection) where T : class, IClientDocument =>
        collection.With(new Ownership(OwnerKind.Client, null));

    /// <summary>Documents are erased with the owner in <paramref name="field"/>, which must be indexed or be the id.</summary>
    public static CollectionDefinition<T> ErasedWith<T>(this CollectionDefinition<T> collection, OwnerKind kind, Expression<Func<T, object?>> field)
        where T : class, IDocument => collection.With(new Ownership(kind, FieldPath.Of(field)));

    /// <summary>Documents are found without an index when the owner's erasure is completed; see <see cref="Ownership"/>.</summary>
    public static CollectionDefinition<T> OrphansOf<T>(this CollectionDefinition<T> collection, OwnerKind kind, Expression<Func<T, object?>> field)
        where T : class, IDocument => collection.With(new Ownership(kind, FieldPath.Of(field), Indexed: false));

    /// <summary>Documents are owners themselves; the documents they own are erased before them.</summary>
    /// <param name="idOf">Returns the id by which owned documents refer to the owner; null when it owns none.</param>
    public static CollectionDefinition<T> Owns<T>(this CollectionDefinition<T> collection, OwnerKind kind, Func<T, string?> idOf) where T : class, IDocument =>
        collection with { Erasure = collection.Erasure with { Owns = [.. collection.Erasure.Owns, new OwnedThrough(kind, document => idOf((T)document))] } };

    /// <summary>A separate step erases the documents.</summary>
    /// <param name="reason">Which step erases them, and why the general loop does not.</param>
    public static CollectionDefinition<T> ErasedByStep<T>(this CollectionDefinition<T> collection, string reason) where T : class, IDocument =>
        collection with { Erasure = collection.Erasure with { ErasedByStep = reason } };

    /// <summary>The documents have no owner and are kept.</summary>
    /// <param name="reason">Why no client, chatbot or visitor owns them.</param>
    public static CollectionDefinition<T> Kept<T>(this CollectionDefinition<T> collection, string reason) where T : class, IDocument =>
        collection with { Erasure = collection.Erasure with { KeptBecause = reason } };

    private static CollectionDefinition<T> With<T>(this CollectionDefinition<T> collection, Ownership owner) where T : class, IDocument
    {
        List<Ownership> owners = [.. collection.Erasure.Owners];
        // All client-owned documents are also erased with the client.
        if (collection.OwnedByClients && owner.Field is not null && owners.All(known => known.Field is not null))
            owners.Add(new Ownership(OwnerKind.Client, null));
        owners.Add(owner);
        return collection with { Erasure = collection.Erasure with { Owners = owners } };
    }
}
