using System.ComponentModel.DataAnnotations;

namespace IAfluence.Web.Hosting;

/// <summary>Configures the master key, which is kept outside the store and encrypts the keys in the store.</summary>
public sealed class SecurityOptions : IValidatableObject
{
    public const string SectionName = "Security";

    /// <summary>The length of the master key in bytes.</summary>
    public const int MasterKeyBytes = 32;

    /// <summary>32 bytes as Base64. When empty, the file master.key in Storage:Path is used, which the first start creates.</summary>
    public string? MasterKey { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(MasterKey) && DecodeOrNull(MasterKey) is null)
            yield return new ValidationResult("Security:MasterKey: the value is not a valid key. Use 32 bytes as Base64, for example from 'openssl rand -base64 32', or leave it empty to use the file master.key in Storage:Path.");
    }

    /// <returns>Null when the text is not Base64 of <see cref="MasterKeyBytes"/> bytes.</returns>
    public static byte[]? DecodeOrNull(string masterKey)
    {
        var bytes = new byte[MasterKeyBytes];
        return Convert.TryFromBase64String(masterKey.Trim(), bytes, out var length) && length == MasterKeyBytes ? bytes : null;
    }
}
