namespace IAfluence.Core.Foundation;

/// <summary>Makes ids: UUID version 7 as 32 lower-case hexadecimal digits, so that ids sort by the millisecond they were made in.</summary>
public static class NewId
{
    public static TId Of<TId>(TimeProvider time) where TId : struct, IId<TId> =>
        TId.From(Guid.CreateVersion7(time.GetUtcNow()).ToString("N"));
}
