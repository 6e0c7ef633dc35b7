using IAfluence.Core.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace IAfluence.Web.Keys;

/// <summary>Registers Data Protection. Its key ring is in the store, and the master key is outside it.</summary>
internal static class KeysServices
{
    public static IServiceCollection AddKeys(this IServiceCollection services)
    {
        services.AddPlatformCollection(ProtectionKey.Collection).AddPlatformCollection(MasterKeyProof.Collection);
        services.AddSingleton<MasterKey>().AddSingleton<MasterKeyCheck>().AddSingleton<StoredKeyRing>();
        services.AddSingleton<ISecretProtector, SecretProtector>();
        // One name for all processes; by default the name depends on the content folder.
        services.AddDataProtection().SetApplicationName("IAfluence");
        services.AddOptions<KeyManagementOptions>().Configure<StoredKeyRing, MasterKey>((options, ring, master) =>
        {
            options.XmlRepository = ring;
            options.XmlEncryptor = new MasterKeyXmlEncryptor(master);
        });
        return services;
    }
}
