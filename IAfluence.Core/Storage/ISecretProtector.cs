namespace IAfluence.Core.Storage;

/// <summary>Encrypts what must not be readable in the store, with keys that are kept there encrypted in turn by the master key.</summary>
public interface ISecretProtector
{
    string Protect(string secret);

    /// <exception cref="System.Security.Cryptography.CryptographicException">It was altered, or its key is gone.</exception>
    string Unprotect(string protectedSecret);
}
