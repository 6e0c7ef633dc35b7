using IAfluence.Core.Storage;

namespace IAfluence.Core.Erasure;

/// <summary>Determines which collections an erasure covers, from the rules that the collections declare.</summary>
/// <exception cref="InvalidOperationException">
/// A collection declares no erasure rule, or has no index on the field that names the owner. Start-up fails.
/// </exception>
public sealed class ErasurePlan
{
    private readonly IReadOnlyList<IErasableCollection> _collections;

    public ErasurePlan(IEnumerable<IErasableCollection> collections)
    {
        _collections = [.. collections];
        var faults = _collections.SelectMany(collection => FaultsOf(collection.Definition)).ToList();
        if (faults.Count > 0)
            throw new InvalidOperationException(string.Join(Environment.NewLine, faults));
    }

    /// <summary>All collections of the store.</summary>
    public IReadOnlyList<CollectionDefinition> Definitions => [.. _collections.Select(collection => collection.Definition)];

    /// <summary>The collections with documents of this kind of owner. Collections that own no others come first.</summary>
    /// <param name="within">Owner kinds already being erased; the collections they own are skipped.</param>
    internal IEnumerable<(IErasableCollection Collection, Ownership By)> OwnedBy(OwnerKind kind, IReadOnlyList<OwnerKind> within) =>
        from collection in _collections
        let rule = collection.Definition.Erasure
        where rule.ErasedByStep is null && !rule.Owners.Any(owner => owner.Indexed && within.Contains(owner.Kind))
        let found = rule.Owners.FirstOrDefault(owner => owner.Kind == kind && owner.Indexed)
        where found is not null
        orderby rule.Owns.Count
        select (collection, found);

    /// <summary>The collections that can contain documents whose parent was erased while they were being written.</summary>
    internal IEnumerable<(IErasableCollection Collection, Ownership By)> OrphansOf(OwnerKind kind) =>
        from collection in _collections
        from owner in collection.Definition.Erasure.Owners
        where owner.Kind == kind && !owner.Indexed
        select (collection, owner);

    private static IEnumerable<string> FaultsOf(CollectionDefinition collection)
    {
        if (!collection.Erasure.IsDeclared)
            yield return $"Collection '{collection.Name}' has no erasure rule. Declare one with ErasedWith, ErasedWithClient, ErasedByStep or Kept.";
        foreach (var owner in collection.Erasure.Owners.Where(owner => owner is { Indexed: true, Field: not null } && !IsFoundBy(collection, owner.Field)))
            yield return $"Collection '{collection.Name}' is erased with its {owner.Kind}, but has no index on '{owner.Field}'. Add an index that starts with this field.";
    }

    private static bool IsFoundBy(CollectionDefinition collection, FieldPath field) =>
        field == FieldPath.Id || collection.Indexes.Any(index => !index.AcrossClients && index.Keys[0].Path == field);
}
