using System.ComponentModel.DataAnnotations;

namespace IAfluence.Core.Storage;

/// <summary>Configures the storage engine and its location.</summary>
public sealed class StorageOptions
{
    public const string SectionName = "Storage";

    /// <summary>The embedded engine "sqlite", the only one in this version.</summary>
    [AllowedValues("sqlite", ErrorMessage = "Storage:Engine: the engine is not available in this version. Use 'sqlite' ('mongodb' follows in a later version).")]
    public string Engine { get; set; } = "sqlite";

    /// <summary>The folder of the database and related files; relative to the content root.</summary>
    [Required(ErrorMessage = "Storage:Path: the folder is missing. Set a folder, for example 'data'.")]
    public string Path { get; set; } = "data";
}
