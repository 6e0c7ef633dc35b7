using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Core.Storage;

/// <summary>Registers the store and each room's collections.</summary>
public static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PlatformReaders>();
        services.AddPlatformCollection(DirectoryEntry.Collection);
        return services;
    }

    /// <summary>A collection that clients own: features ask for <see cref="ClientDocuments{T}"/>.</summary>
    public static IServiceCollection AddClientCollection<T>(this IServiceCollection services, CollectionDefinition<T> collection)
        where T : class, IClientDocument
    {
        services.AddSingleton(collection).AddSingleton<CollectionDefinition>(collection);
        return services.AddSingleton<ClientDocuments<T>>();
    }

    /// <summary>A collection of the installation's own: features ask for <see cref="PlatformDocuments{T}"/>.</summary>
    public static IServiceCollection AddPlatformCollection<T>(this IServiceCollection services, CollectionDefinition<T> collection)
        where T : class, IDocument
    {
        if (collection.OwnedByClients)
            throw new ArgumentException($"'{collection.Name}' is owned by clients.", nameof(collection));
        services.AddSingleton(collection).AddSingleton<CollectionDefinition>(collection);
        return services.AddSingleton<PlatformDocuments<T>>();
    }
}
