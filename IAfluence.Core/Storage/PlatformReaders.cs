using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Core.Storage;

/// <summary>Read-only access to the documents of all clients.</summary>
public interface IPlatformReader<T> where T : class, IClientDocument
{
    Task<T?> FindOrNullAsync<TId>(TId id, CancellationToken ct) where TId : struct, IId;

    Task<DocumentPage<T>> ListAsync(DocumentQuery<T> query, CancellationToken ct);

    Task<long> CountAsync(Filter<T> filter, CancellationToken ct);

    Task<IReadOnlyList<SumGroup>> SumAsync(SumQuery<T> query, CancellationToken ct);
}

/// <summary>Opens readers across clients for holders of a <see cref="PlatformPass"/>.</summary>
public sealed class PlatformReaders(IDocumentEngine engine, IServiceProvider services)
{
    public IPlatformReader<T> Open<T>(PlatformPass pass) where T : class, IClientDocument
    {
        ArgumentNullException.ThrowIfNull(pass);
        return new Reader<T>(engine, services.GetRequiredService<CollectionDefinition<T>>());
    }

    private sealed class Reader<T>(IDocumentEngine engine, CollectionDefinition<T> collection) : IPlatformReader<T> where T : class, IClientDocument
    {
        public Task<T?> FindOrNullAsync<TId>(TId id, CancellationToken ct) where TId : struct, IId =>
            engine.FindOrNullAsync(collection, null, id.Value, ct);

        public Task<DocumentPage<T>> ListAsync(DocumentQuery<T> query, CancellationToken ct) => engine.ListAsync(collection, null, query, ct);

        public Task<long> CountAsync(Filter<T> filter, CancellationToken ct) => engine.CountAsync(collection, null, filter, ct);

        public Task<IReadOnlyList<SumGroup>> SumAsync(SumQuery<T> query, CancellationToken ct) => engine.SumAsync(collection, null, query, ct);
    }
}
