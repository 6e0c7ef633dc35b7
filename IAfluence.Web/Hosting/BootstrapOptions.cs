using System.ComponentModel.DataAnnotations;

namespace IAfluence.Web.Hosting;

/// <summary>What a new installation starts with.</summary>
public sealed class BootstrapOptions : IValidatableObject
{
    public const string SectionName = "Bootstrap";

    /// <summary>With <see cref="AdminPassword"/>, creates the first platform owner; without, the set-up page does.</summary>
    [EmailAddress(ErrorMessage = "Bootstrap:AdminEmail: give an e-mail address, such as 'admin@agency.example'.")]
    public string? AdminEmail { get => field; set => field = string.IsNullOrWhiteSpace(value) ? null : value.Trim(); }

    public string? AdminPassword { get => field; set => field = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>A declarative JSON file applied at start; empty for none.</summary>
    public string? File { get => field; set => field = string.IsNullOrWhiteSpace(value) ? null : value; }

    /// <summary>Load the demonstration client into an empty database.</summary>
    public bool Demo { get; set; } = true;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AdminEmail is null != AdminPassword is null)
            yield return new ValidationResult("Bootstrap:AdminEmail and Bootstrap:AdminPassword: give both, or neither and use the set-up link that the console prints.");
        if (File is not null && !System.IO.File.Exists(File))
            yield return new ValidationResult($"Bootstrap:File: there is no file '{File}'; give the path of a JSON file, or leave it empty.");
    }
}
