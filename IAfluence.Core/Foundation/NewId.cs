namespace IAfluence.Core.Foundation;

/// <summary>Generates ids: UUID version 7 as 32 lowercase hexadecimal digits, so that ids sort by creation time in milliseconds.</summary>
public static class NewId
{
    public static TId Of<TId>(TimeProvider time) where TId : struct, IId<TId> =>
        TId.From(Guid.CreateVersion7(time.GetUtcNow()).ToString("N"));
}
