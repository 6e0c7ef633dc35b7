namespace IAfluence.Core.Storage;

/// <summary>Encrypts secrets in the store. The encryption keys are stored there too, encrypted with the master key.</summary>
public interface ISecretProtector
{
    string Protect(string secret);

    /// <exception cref="System.Security.Cryptography.CryptographicException">The text was altered, or its key no longer exists.</exception>
    string Unprotect(string protectedSecret);
}
