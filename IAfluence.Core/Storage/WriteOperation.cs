namespace IAfluence.Core.Storage;

/// <summary>A write for an engine. The engine executes it, then reports its result, and later that it is durable.</summary>
public abstract class WriteOperation(ClientId? owner)
{
    private readonly TaskCompletionSource _durable = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The client that owns the documents; null for documents of the installation.</summary>
    public ClientId? Owner { get; } = owner;

    public Task Durable => _durable.Task;

    /// <summary>Whether the result counts as applied; otherwise the rest of the group is skipped.</summary>
    public abstract bool Applied { get; }

    /// <summary>Calls the executor's method for this kind of write.</summary>
    public abstract void Execute(IWriteExecutor executor);

    /// <summary>Completes the write as skipped.</summary>
    public abstract void Skip();

    public void CompleteDurably() => _durable.TrySetResult();

    public virtual void Fail(Exception error)
    {
        _durable.TrySetException(error);
        // Observes the exception: callers may await only Decided.
        _ = _durable.Task.Exception;
    }
}

/// <summary>A write with a result.</summary>
public abstract class WriteOperation<TResult>(ClientId? owner) : WriteOperation(owner)
{
    private readonly TaskCompletionSource<TResult> _decided = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Write<TResult> AsWrite() => new(_decided.Task, Durable);

    public virtual void Decide(TResult result) => _decided.TrySetResult(result);

    public override void Fail(Exception error)
    {
        _decided.TrySetException(error);
        // Observes the exception: a caller that awaits the whole write gets the failure from Durable.
        _ = _decided.Task.Exception;
        base.Fail(error);
    }
}

public sealed class InsertOperation<T>(CollectionDefinition<T> collection, ClientId? owner, T document)
    : WriteOperation<InsertResult>(owner) where T : class, IDocument
{
    private bool _applied;

    public CollectionDefinition<T> Collection { get; } = collection;

    public T Document { get; } = document;

    public override bool Applied => _applied;

    public override void Execute(IWriteExecutor executor) => executor.Insert(this);

    public override void Skip() => Decide(InsertResult.Skipped);

    public override void Decide(InsertResult result)
    {
        _applied = result == InsertResult.Inserted;
        base.Decide(result);
    }
}

public sealed class ReplaceOperation<T>(CollectionDefinition<T> collection, ClientId? owner, T document)
    : WriteOperation<PutResult>(owner) where T : class, IDocument
{
    private bool _applied;

    public CollectionDefinition<T> Collection { get; } = collection;

    /// <summary>The new content. Its version must be the one that was read; it is increased after the replacement.</summary>
    public T Document { get; } = document;

    public override bool Applied => _applied;

    public override void Execute(IWriteExecutor executor) => executor.Replace(this);

    public override void Skip() => Decide(PutResult.Skipped);

    public override void Decide(PutResult result)
    {
        _applied = result == PutResult.Replaced;
        base.Decide(result);
    }
}

public sealed class ModifyOperation<T>(
    CollectionDefinition<T> collection, ClientId? owner, string id, Update<T> update, Filter<T>? when, T? seed)
    : WriteOperation<ModifyResult<T>>(owner) where T : class, IDocument
{
    private bool _applied;

    public CollectionDefinition<T> Collection { get; } = collection;

    public string Id { get; } = id;

    public Update<T> Update { get; } = update;

    /// <summary>A condition on the document; null for none.</summary>
    public Filter<T>? When { get; } = when;

    /// <summary>
    /// The document to insert when none exists, with the update applied to it; null for no upsert. Fields named by the update start as missing,
    /// whatever the seed contains (as with $setOnInsert beside $inc). A document that fails the condition is a non-match and is never duplicated.
    /// </summary>
    public T? Seed { get; } = seed;

    public override bool Applied => _applied;

    public override void Execute(IWriteExecutor executor) => executor.Modify(this);

    public override void Skip() => Decide(new ModifyResult<T>(ModifyOutcome.Skipped, null, null));

    public override void Decide(ModifyResult<T> result)
    {
        _applied = result.Applied;
        base.Decide(result);
    }
}

/// <summary>Deletes matching documents. The group continues even when there were none.</summary>
public sealed class DeleteOperation<T>(CollectionDefinition<T> collection, ClientId? owner, Filter<T> filter)
    : WriteOperation<DeleteResult>(owner) where T : class, IDocument
{
    public CollectionDefinition<T> Collection { get; } = collection;

    public Filter<T> Filter { get; } = filter;

    public override bool Applied => true;

    public override void Execute(IWriteExecutor executor) => executor.Delete(this);

    public override void Skip() => Decide(new DeleteResult(0));
}

/// <summary>The part of an engine that executes writes; each method sets the result of its operation.</summary>
public interface IWriteExecutor
{
    void Insert<T>(InsertOperation<T> operation) where T : class, IDocument;

    void Replace<T>(ReplaceOperation<T> operation) where T : class, IDocument;

    void Modify<T>(ModifyOperation<T> operation) where T : class, IDocument;

    void Delete<T>(DeleteOperation<T> operation) where T : class, IDocument;
}
