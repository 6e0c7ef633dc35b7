using System.ComponentModel.DataAnnotations;

namespace IAfluence.Web.Hosting;

/// <summary>The key outside the store that opens the keys inside it.</summary>
public sealed class SecurityOptions : IValidatableObject
{
    public const string SectionName = "Security";

    /// <summary>The length of the master key in bytes.</summary>
    public const int MasterKeyBytes = 32;

    /// <summary>32 bytes in base64; empty for the file master.key in Storage:Path, made at the first start.</summary>
    public string? MasterKey { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(MasterKey) && DecodeOrNull(MasterKey) is null)
            yield return new ValidationResult("Security:MasterKey: give 32 bytes in base64, as 'openssl rand -base64 32' prints them, or leave it empty for the file master.key in Storage:Path.");
    }

    /// <returns>Null when it is not base64 of <see cref="MasterKeyBytes"/> bytes.</returns>
    public static byte[]? DecodeOrNull(string masterKey)
    {
        var bytes = new byte[MasterKeyBytes];
        return Convert.TryFromBase64String(masterKey.Trim(), bytes, out var length) && length == MasterKeyBytes ? bytes : null;
    }
}
