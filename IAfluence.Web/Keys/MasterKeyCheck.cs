using System.Security.Cryptography;
using IAfluence.Core.Storage;
using IAfluence.Web.Hosting;
using Microsoft.Extensions.Options;

namespace IAfluence.Web.Keys;

/// <summary>The id of the only proof document.</summary>
public readonly record struct MasterKeyProofId(string Value) : IId<MasterKeyProofId>
{
    public static readonly MasterKeyProofId Only = new("proof");

    public static MasterKeyProofId From(string value) => new(value);
}

/// <summary>A known text encrypted with the store's master key, used to recognize a wrong key.</summary>
public sealed record MasterKeyProof : PlatformDocument<MasterKeyProofId>
{
    public static readonly CollectionDefinition<MasterKeyProof> Collection = new CollectionDefinition<MasterKeyProof>("master-key-proof")
        .Kept("A key of the installation.");

    public required string Sealed { get; init; }
}

/// <summary>Loads the master key at start-up, creates one for a new store, and refuses a key that does not match the store.</summary>
internal sealed class MasterKeyCheck(
    MasterKey master, PlatformDocuments<MasterKeyProof> proofs, IOptions<SecurityOptions> security, IOptions<StorageOptions> storage,
    IHostEnvironment host, TimeProvider time)
{
    private static readonly byte[] Known = "IAfluence"u8.ToArray();

    private string FilePath => Path.Combine(Path.GetFullPath(Path.Combine(host.ContentRootPath, storage.Value.Path)), MasterKeyFile.Name);

    /// <exception cref="StartRefusedException">The key is missing, unreadable or does not match the store.</exception>
    public async Task LoadAsync(CancellationToken ct)
    {
        var proof = await proofs.FindOrNullAsync(MasterKeyProofId.Only, ct);
        master.Load(await FindAsync(isNewStore: proof is null, ct));
        if (proof is null)
        {
            var made = new MasterKeyProof { Id = MasterKeyProofId.Only, Sealed = Convert.ToBase64String(master.Encrypt(Known)) };
            if (await proofs.Insert(made) == InsertResult.Inserted)
                return;
            proof = await proofs.FindOrNullAsync(MasterKeyProofId.Only, ct);
        }
        try
        {
            master.Decrypt(Convert.FromBase64String(proof!.Sealed));
        }
        catch (CryptographicException)
        {
            throw new StartRefusedException(
                $"Security:MasterKey: the key does not match the database, so its secrets cannot be decrypted. Set the original key in Security:MasterKey or in the file '{FilePath}'.");
        }
    }

    private async Task<byte[]> FindAsync(bool isNewStore, CancellationToken ct)
    {
        if (security.Value.MasterKey is { Length: > 0 } given)
            return SecurityOptions.DecodeOrNull(given)!;
        if (await MasterKeyFile.FindOrNullAsync(FilePath, time, ct) is { } kept)
            return kept;
        if (!isNewStore)
            throw new StartRefusedException(
                $"Security:MasterKey: the master key of the database is missing. Restore the file '{FilePath}', or set the key in Security:MasterKey.");
        return await MasterKeyFile.CreateAsync(FilePath, time, ct);
    }
}
