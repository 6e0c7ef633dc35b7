using IAfluence.Core.Storage;
using IAfluence.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Tests.Storage;

/// <summary>The real engine, with a place where a test steps in before a group of writes: to write first, or to throw as a store that is away.</summary>
internal sealed class WatchedEngine(IDocumentEngine engine) : IDocumentEngine
{
    public Action<IReadOnlyList<WriteOperation>>? BeforeSubmit { get; set; }

    public static async Task<(CoreHost Core, WatchedEngine Engine)> StartAsync()
    {
        var core = await CoreHost.StartAsync(null, services =>
        {
            var real = services.Last(service => service.ServiceType == typeof(IDocumentEngine)).ImplementationFactory!;
            services.AddSingleton<IDocumentEngine>(provider => new WatchedEngine((IDocumentEngine)real(provider)));
        });
        return (core, (WatchedEngine)core.Get<IDocumentEngine>());
    }

    public void Submit(IReadOnlyList<WriteOperation> group)
    {
        BeforeSubmit?.Invoke(group);
        engine.Submit(group);
    }

    public Task PrepareAsync(IReadOnlyCollection<CollectionDefinition> collections, CancellationToken ct) => engine.PrepareAsync(collections, ct);

    public Task<T?> FindOrNullAsync<T>(CollectionDefinition<T> collection, ClientId? owner, string id, CancellationToken ct) where T : class, IDocument =>
        engine.FindOrNullAsync(collection, owner, id, ct);

    public Task<DocumentPage<T>> ListAsync<T>(CollectionDefinition<T> collection, ClientId? owner, DocumentQuery<T> query, CancellationToken ct) where T : class, IDocument =>
        engine.ListAsync(collection, owner, query, ct);

    public Task<long> CountAsync<T>(CollectionDefinition<T> collection, ClientId? owner, Filter<T> filter, CancellationToken ct) where T : class, IDocument =>
        engine.CountAsync(collection, owner, filter, ct);

    public Task<IReadOnlyList<SumGroup>> SumAsync<T>(CollectionDefinition<T> collection, ClientId? owner, SumQuery<T> query, CancellationToken ct) where T : class, IDocument =>
        engine.SumAsync(collection, owner, query, ct);

    public Task<TextHits<T>> SearchAsync<T>(CollectionDefinition<T> collection, ClientId? owner, TextQuery query, CancellationToken ct) where T : class, IDocument =>
        engine.SearchAsync(collection, owner, query, ct);

    public Task<IReadOnlyList<IReadOnlyList<string>>> ListTermsAsync(CollectionDefinition collection, ClientId? owner, TermQuery query, CancellationToken ct) =>
        engine.ListTermsAsync(collection, owner, query, ct);

    public Task<int> PurgeExpiredAsync(CollectionDefinition collection, int limit, CancellationToken ct) => engine.PurgeExpiredAsync(collection, limit, ct);

    public Task PingAsync(CancellationToken ct) => engine.PingAsync(ct);

    public ValueTask DisposeAsync() => engine.DisposeAsync();
}
