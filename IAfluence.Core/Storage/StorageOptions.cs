using System.ComponentModel.DataAnnotations;

namespace IAfluence.Core.Storage;

/// <summary>Which engine keeps the documents, and where.</summary>
public sealed class StorageOptions
{
    public const string SectionName = "Storage";

    /// <summary>The embedded engine; the only one this version has.</summary>
    [AllowedValues("sqlite", ErrorMessage = "Storage:Engine: this version has no other engine than 'sqlite' ('mongodb' joins with a later one). Accepted: sqlite.")]
    public string Engine { get; set; } = "sqlite";

    /// <summary>The folder of the embedded database and of what lies beside it; relative to where the application's content lies.</summary>
    [Required(ErrorMessage = "Storage:Path: name a folder, such as 'data'.")]
    public string Path { get; set; } = "data";
}
