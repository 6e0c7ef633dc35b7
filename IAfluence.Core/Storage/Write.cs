using System.Runtime.CompilerServices;

namespace IAfluence.Core.Storage;

/// <summary>
/// A submitted write. Awaiting it returns the result when the write is durable. A caller can use the result earlier, when it is
/// <see cref="Decided"/>, but must await <see cref="Durable"/> before it reports success. When the flush fails, both tasks fail with
/// <see cref="StorageUnavailableException"/>, or only <see cref="Durable"/> when the result was already decided. A submitted write cannot be
/// cancelled.
/// </summary>
public readonly struct Write<TResult>(Task<TResult> decided, Task durable)
{
    public Task<TResult> Decided { get; } = decided;

    public Task Durable { get; } = durable;

    public TaskAwaiter<TResult> GetAwaiter() => AsTask().GetAwaiter();

    public async Task<TResult> AsTask()
    {
        // Durable completes last and fails whenever Decided does, so the caller continues only once.
        await Durable;
        return await Decided;
    }
}
