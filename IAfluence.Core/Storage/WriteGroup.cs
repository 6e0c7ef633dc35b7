namespace IAfluence.Core.Storage;

/// <summary>
/// Writes that share one flush. They run in order and independently: there is no transaction across documents, and another process can see the
/// first write before the last. The first write that is not applied ends the group; the remaining ones are skipped. Put the deciding write
/// first and dependent writes after it.
/// </summary>
public sealed class WriteGroup(IDocumentEngine engine)
{
    private readonly List<WriteOperation> _operations = [];
    private bool _submitted;

    internal void Add(WriteOperation operation)
    {
        if (_submitted)
            throw new InvalidOperationException("The group is already submitted. Create a new group.");
        _operations.Add(operation);
    }

    /// <summary>Submits the writes; their tasks complete independently.</summary>
    public void Submit()
    {
        _submitted = true;
        if (_operations.Count > 0)
            engine.Submit(_operations);
    }
}
