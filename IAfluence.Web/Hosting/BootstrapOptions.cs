using System.ComponentModel.DataAnnotations;

namespace IAfluence.Web.Hosting;

/// <summary>Configures the initial content of a new installation.</summary>
public sealed class BootstrapOptions : IValidatableObject
{
    public const string SectionName = "Bootstrap";

    /// <summary>With <see cref="AdminPassword"/>, creates the first platform owner. Without them, the set-up page creates it.</summary>
    [EmailAddress(ErrorMessage = "Bootstrap:AdminEmail: the value is not a valid e-mail address. Use one address, for example 'admin@agency.example'.")]
    public string? AdminEmail { get => field; set => field = string.IsNullOrWhiteSpace(value) ? null : value.Trim(); }

    public string? AdminPassword { get => field; set => field = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>Path of a JSON file to apply at start-up; null for none.</summary>
    public string? File { get => field; set => field = string.IsNullOrWhiteSpace(value) ? null : value; }

    /// <summary>Whether to load the demonstration client into an empty database; true by default.</summary>
    public bool Demo { get; set; } = true;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AdminEmail is null != AdminPassword is null)
            yield return new ValidationResult("Bootstrap:AdminEmail and Bootstrap:AdminPassword: only one of the two is set. Set both, or neither and use the set-up link printed on the console.");
        if (File is not null && !System.IO.File.Exists(File))
            yield return new ValidationResult($"Bootstrap:File: the file '{File}' does not exist. Set the path of a JSON file, or leave it empty.");
    }
}
