namespace IAfluence.Core.Storage;

/// <summary>
/// Writes that share one flush. They are carried out in order, each by itself: no transaction spans documents, and another
/// process may see the first before the last. The first that is not applied ends the group, and the rest is decided as skipped;
/// so a group starts with the fact that decides, and what is projected from it follows.
/// </summary>
public sealed class WriteGroup(IDocumentEngine engine)
{
    private readonly List<WriteOperation> _operations = [];
    private bool _submitted;

    internal void Add(WriteOperation operation)
    {
        if (_submitted)
            throw new InvalidOperationException("This group has been submitted.");
        _operations.Add(operation);
    }

    /// <summary>Hands the writes over; the tasks of each complete from here on.</summary>
    public void Submit()
    {
        _submitted = true;
        if (_operations.Count > 0)
            engine.Submit(_operations);
    }
}
