using System.Security.Cryptography;

namespace IAfluence.Web.Keys;

/// <summary>
/// The master key, the only key outside the store. It encrypts with AES-256-GCM; the result is nonce, tag and ciphertext in this order.
/// </summary>
internal sealed class MasterKey
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private byte[]? _key;

    /// <summary>Sets the key. Call it after the settings are validated and before the first encryption.</summary>
    public void Load(byte[] key) => _key = key;

    public byte[] Encrypt(ReadOnlySpan<byte> plain)
    {
        var sealedBytes = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = NewCipher();
        cipher.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceBytes + TagBytes), sealedBytes.AsSpan(NonceBytes, TagBytes));
        return sealedBytes;
    }

    /// <exception cref="CryptographicException">The data was encrypted with another key, or altered.</exception>
    public byte[] Decrypt(ReadOnlySpan<byte> sealedBytes)
    {
        if (sealedBytes.Length < NonceBytes + TagBytes)
            throw new CryptographicException("The data is too short to be encrypted with a master key.");
        var plain = new byte[sealedBytes.Length - NonceBytes - TagBytes];
        using var cipher = NewCipher();
        cipher.Decrypt(sealedBytes[..NonceBytes], sealedBytes[(NonceBytes + TagBytes)..], sealedBytes.Slice(NonceBytes, TagBytes), plain);
        return plain;
    }

    private AesGcm NewCipher() => new(_key ?? throw new InvalidOperationException("The master key has not been loaded."), TagBytes);
}
