using IAfluence.Core.Storage;

namespace IAfluence.Core.Providers;

/// <summary>The provider that every installation has: its one model answers from the chatbot's knowledge and costs nothing.</summary>
public static class BuiltinProvider
{
    public const string Key = "builtin";

    /// <summary>Fixed, so that two processes that start at once make the same documents.</summary>
    public static readonly ProviderId ProviderId = new(Key);

    /// <inheritdoc cref="ProviderId"/>
    public static readonly ModelId ModelId = new(Key);

    /// <summary>Makes provider and model where they are missing; what is there stays as it is.</summary>
    public static async Task EnsureAsync(PlatformDocuments<Provider> providers, PlatformDocuments<Model> models, CancellationToken ct)
    {
        if (await models.FindOrNullAsync(ModelId, ct) is not null)
            return;
        await providers.Insert(new Provider { Id = ProviderId, Key = Key, Kind = ProviderKind.Builtin });
        await models.Insert(new Model { Id = ModelId, Key = Key, ProviderId = ProviderId, Name = Key, Price = ModelPrice.Free });
    }
}
