namespace IAfluence.Core.Storage;

/// <summary>
/// A collection, whatever it holds, as far as an erasure needs it. Every collection is registered under this contract, so that an erasure
/// forgets no room, not even one that joins later.
/// </summary>
public interface IErasableCollection
{
    /// <summary>The most documents that one write deletes.</summary>
    const int BatchSize = 200;

    CollectionDefinition Definition { get; }

    /// <summary>Lists up to <see cref="BatchSize"/> documents of an owner.</summary>
    /// <param name="clientId">The client; in a collection of the installation's own it says nothing.</param>
    /// <param name="field">The field that holds the owner's id; null for all that the client owns.</param>
    /// <param name="ownerId">The owner's id.</param>
    /// <param name="ct">The caller's own.</param>
    Task<IReadOnlyList<IDocument>> ListOwnedAsync(ClientId clientId, FieldPath? field, string ownerId, CancellationToken ct);

    /// <summary>Deletes documents that <see cref="ListOwnedAsync"/> listed; those that are gone already are passed over.</summary>
    Task DeleteAsync(ClientId clientId, IReadOnlyList<IDocument> documents);
}
