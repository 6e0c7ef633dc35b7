using IAfluence.Core.Storage;
using Microsoft.AspNetCore.DataProtection;

namespace IAfluence.Web.Keys;

/// <summary>Encrypts the secrets in documents with Data Protection.</summary>
internal sealed class SecretProtector(IDataProtectionProvider protection) : ISecretProtector
{
    private readonly IDataProtector _secrets = protection.CreateProtector("IAfluence.Secrets");

    public string Protect(string secret) => _secrets.Protect(secret);

    public string Unprotect(string protectedSecret) => _secrets.Unprotect(protectedSecret);
}
