namespace IAfluence.Core.Storage;

/// <summary>A write on its way to an engine, which executes it and then tells it first the result, later that it is durable.</summary>
public abstract class WriteOperation(ClientId? owner)
{
    private readonly TaskCompletionSource _durable = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The client that owns the documents; null for the installation's own.</summary>
    public ClientId? Owner { get; } = owner;

    public Task Durable => _durable.Task;

    /// <summary>Whether the decided result changed anything; when not, the rest of the group is skipped.</summary>
    public abstract bool Applied { get; }

    /// <summary>Calls the visitor's method for this kind of write.</summary>
    public abstract void Execute(IWriteExecutor executor);

    /// <summary>Decides it as not tried.</summary>
    public abstract void Skip();

    public void CompleteDurably() => _durable.TrySetResult();

    public virtual void Fail(Exception error)
    {
        _durable.TrySetException(error);
        // Most callers await the decision only when it failed: the durability's own failure must not count as unobserved.
        _ = _durable.Task.Exception;
    }
}

/// <summary>A write with its result.</summary>
public abstract class WriteOperation<TResult>(ClientId? owner) : WriteOperation(owner)
{
    private readonly TaskCompletionSource<TResult> _decided = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Write<TResult> AsWrite() => new(_decided.Task, Durable);

    public virtual void Decide(TResult result) => _decided.TrySetResult(result);

    public override void Fail(Exception error)
    {
        _decided.TrySetException(error);
        // Whoever awaits the whole write learns of the failure from its durability.
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

    /// <summary>The new content; its version is the one that was read, and is raised once replaced.</summary>
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

    /// <summary>The condition on the same document; null for none.</summary>
    public Filter<T>? When { get; } = when;

    /// <summary>
    /// Inserted when there is no such document, with the update applied to it. A field that the update names starts from missing,
    /// whatever the seed holds (as with $setOnInsert beside $inc). Null: no upsert. A document that fails the condition is no match, never a second one.
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

/// <summary>Deletes the documents that a filter selects; a group goes on even when there were none.</summary>
public sealed class DeleteOperation<T>(CollectionDefinition<T> collection, ClientId? owner, Filter<T> filter)
    : WriteOperation<DeleteResult>(owner) where T : class, IDocument
{
    public CollectionDefinition<T> Collection { get; } = collection;

    public Filter<T> Filter { get; } = filter;

    public override bool Applied => true;

    public override void Execute(IWriteExecutor executor) => executor.Delete(this);

    public override void Skip() => Decide(new DeleteResult(0));
}

/// <summary>The part of an engine that carries out writes; each method decides the operation it is given.</summary>
public interface IWriteExecutor
{
    void Insert<T>(InsertOperation<T> operation) where T : class, IDocument;

    void Replace<T>(ReplaceOperation<T> operation) where T : class, IDocument;

    void Modify<T>(ModifyOperation<T> operation) where T : class, IDocument;

    void Delete<T>(DeleteOperation<T> operation) where T : class, IDocument;
}
