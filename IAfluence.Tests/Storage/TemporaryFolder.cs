namespace IAfluence.Tests.Storage;

/// <summary>A folder of a test's own, deleted with it.</summary>
internal sealed class TemporaryFolder
{
    public string Path { get; } = Directory.CreateTempSubdirectory("iafluence-").FullName;

    public void Delete() => Directory.Delete(Path, recursive: true);
}
