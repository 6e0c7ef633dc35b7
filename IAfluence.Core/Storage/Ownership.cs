using System.Linq.Expressions;

namespace IAfluence.Core.Storage;

/// <summary>Whose data a document is. It is erased with its owner.</summary>
public enum OwnerKind
{
    Client,
    Chatbot,
    Conversation,
    Text,
    Visitor,
    QuotaWindow,
}

/// <summary>How the documents of a collection are found when their owner is erased.</summary>
/// <param name="Kind">The kind of the owner.</param>
/// <param name="Field">The field that holds the owner's id; null when a client owns the whole collection.</param>
/// <param name="Indexed">
/// Whether the field is indexed. If not, documents are erased through their parent, and the field only serves one final scan for documents
/// whose parent was erased while they were being written.
/// </param>
public sealed record Ownership(OwnerKind Kind, FieldPath? Field, bool Indexed = true);

/// <summary>What a document owns in its turn.</summary>
/// <param name="Kind">The kind of owner it is to others.</param>
/// <param name="IdOf">The id by which they refer to this document; null when it owns nothing.</param>
public sealed record OwnedThrough(OwnerKind Kind, Func<IDocument, string?> IdOf);

/// <summary>What becomes of a collection's documents when a client, a chatbot or a visitor is erased. Every collection declares it.</summary>
public sealed record ErasureRule
{
    public IReadOnlyList<Ownership> Owners { get; init; } = [];

    public IReadOnlyList<OwnedThrough> Owns { get; init; } = [];

    /// <summary>Why a step of its own erases these documents, not the loop over all collections; null when the loop does.</summary>
    public string? ErasedByStep { get; init; }

    /// <summary>Why these documents have no owner and stay; null when they have one.</summary>
    public string? KeptBecause { get; init; }

    public bool IsDeclared => Owners.Count > 0 || ErasedByStep is not null || KeptBecause is not null;
}

/// <summary>Declares what becomes of a collection's documents when their owner is erased.</summary>
public static class ErasureRules
{
    /// <summary>Erased with the client that owns the collection, and with nothing below the client.</summary>
    public static CollectionDefinition<T> ErasedWithClient<T>(this CollectionDefinition<T> collection) where T : class, IClientDocument =>
        collection.With(new Ownership(OwnerKind.Client, null));

    /// <summary>Erased with the owner whose id <paramref name="field"/> holds; an index must lead there, or the field must be the id.</summary>
    public static CollectionDefinition<T> ErasedWith<T>(this CollectionDefinition<T> collection, OwnerKind kind, Expression<Func<T, object?>> field)
        where T : class, IDocument => collection.With(new Ownership(kind, FieldPath.Of(field)));

    /// <summary>Looked for without an index when the erasure of the owner settles: see <see cref="Ownership"/>.</summary>
    public static CollectionDefinition<T> StraysOf<T>(this CollectionDefinition<T> collection, OwnerKind kind, Expression<Func<T, object?>> field)
        where T : class, IDocument => collection.With(new Ownership(kind, FieldPath.Of(field), Indexed: false));

    /// <summary>These documents are owners themselves: what they own goes before them.</summary>
    /// <param name="collection">The owners' collection.</param>
    /// <param name="kind">The kind of owner.</param>
    /// <param name="idOf">The id by which others name this owner; null when it is none.</param>
    public static CollectionDefinition<T> Owns<T>(this CollectionDefinition<T> collection, OwnerKind kind, Func<T, string?> idOf) where T : class, IDocument =>
        collection with { Erasure = collection.Erasure with { Owns = [.. collection.Erasure.Owns, new OwnedThrough(kind, document => idOf((T)document))] } };

    /// <param name="reason">Which step erases it, and why the loop over all collections does not.</param>
    public static CollectionDefinition<T> ErasedByStep<T>(this CollectionDefinition<T> collection, string reason) where T : class, IDocument =>
        collection with { Erasure = collection.Erasure with { ErasedByStep = reason } };

    /// <param name="reason">Why no client, chatbot or visitor owns these documents.</param>
    public static CollectionDefinition<T> Kept<T>(this CollectionDefinition<T> collection, string reason) where T : class, IDocument =>
        collection with { Erasure = collection.Erasure with { KeptBecause = reason } };

    private static CollectionDefinition<T> With<T>(this CollectionDefinition<T> collection, Ownership owner) where T : class, IDocument
    {
        List<Ownership> owners = [.. collection.Erasure.Owners];
        // Whatever a client owns goes with the client, whoever else owns it.
        if (collection.OwnedByClients && owner.Field is not null && owners.All(known => known.Field is not null))
            owners.Add(new Ownership(OwnerKind.Client, null));
        owners.Add(owner);
        return collection with { Erasure = collection.Erasure with { Owners = owners } };
    }
}
