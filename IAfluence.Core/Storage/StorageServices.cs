using IAfluence.Core.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IAfluence.Core.Storage;

/// <summary>Registers the store and the collections.</summary>
public static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PlatformReaders>();
        services.AddSingleton<IDocumentEngine>(provider => new SqliteDocumentEngine(
            Path.Combine(
                provider.GetService<IHostEnvironment>()?.ContentRootPath ?? Environment.CurrentDirectory,
                provider.GetRequiredService<IOptions<StorageOptions>>().Value.Path),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SqliteDocumentEngine>>()));
        services.AddSingleton<StorePing>();
        services.AddSingleton<ExpiredDocumentsPurge>();
        services.AddPeriodic<ExpiredDocumentsPurge>(
            (purge, ct) => purge.PurgeAsync(ct), new(TimeSpan.FromMinutes(10), "Expired documents could not be deleted; the next run tries again"));
        services.AddPlatformCollection(DirectoryEntry.Collection);
        return services;
    }

    /// <summary>Prepares the registered collections. Await it once after the container is built, before any other access.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be opened, or was written by a newer version.</exception>
    public static Task PrepareStorageAsync(this IServiceProvider services, CancellationToken ct) =>
        services.GetRequiredService<IDocumentEngine>().PrepareAsync([.. services.GetServices<CollectionDefinition>()], ct);

    /// <summary>Registers a client-owned collection, injected as <see cref="ClientDocuments{T}"/>.</summary>
    public static IServiceCollection AddClientCollection<T>(this IServiceCollection services, CollectionDefinition<T> collection)
        where T : class, IClientDocument
    {
        services.AddSingleton(collection).AddSingleton<CollectionDefinition>(collection);
        services.AddSingleton<ClientDocuments<T>>();
        return services.AddSingleton<IErasableCollection>(provider => provider.GetRequiredService<ClientDocuments<T>>());
    }

    /// <summary>Registers a collection of the installation, injected as <see cref="PlatformDocuments{T}"/>.</summary>
    public static IServiceCollection AddPlatformCollection<T>(this IServiceCollection services, CollectionDefinition<T> collection)
        where T : class, IDocument
    {
        if (collection.OwnedByClients)
            throw new ArgumentException($"Collection '{collection.Name}' is owned by clients. Register it with AddClientCollection.", nameof(collection));
        services.AddSingleton(collection).AddSingleton<CollectionDefinition>(collection);
        services.AddSingleton<PlatformDocuments<T>>();
        return services.AddSingleton<IErasableCollection>(provider => provider.GetRequiredService<PlatformDocuments<T>>());
    }
}
