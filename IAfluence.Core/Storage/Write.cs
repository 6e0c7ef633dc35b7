using System.Runtime.CompilerServices;

namespace IAfluence.Core.Storage;

/// <summary>
/// A write under way. Awaiting it gives the result once it is on disk. A caller that can use the time asks for the result as soon
/// as it is <see cref="Decided"/>, and awaits <see cref="Durable"/> before it tells anyone. If the group's flush fails, both fail
/// with <see cref="StorageUnavailableException"/>, or only <see cref="Durable"/> where the result was already given.
/// A write cannot be cancelled once submitted.
/// </summary>
public readonly struct Write<TResult>(Task<TResult> decided, Task durable)
{
    public Task<TResult> Decided { get; } = decided;

    public Task Durable { get; } = durable;

    public TaskAwaiter<TResult> GetAwaiter() => AsTask().GetAwaiter();

    public async Task<TResult> AsTask()
    {
        // Durable comes last and fails whenever the other does: so the caller is woken once.
        await Durable;
        return await Decided;
    }
}
