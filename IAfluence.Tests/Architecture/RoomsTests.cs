using System.Text.RegularExpressions;
using IAfluence.Core;

namespace IAfluence.Tests.Architecture;

/// <summary>The walls between rooms that the compiler does not hold.</summary>
public sealed partial class RoomsTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void Core_knows_nothing_of_the_web()
    {
        var references = typeof(CoreServices).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!);

        Assert.DoesNotContain(references, name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name == "IAfluence.Web");
    }

    [Fact]
    public void Engine_is_known_to_storage_alone()
    {
        var sources = Sources("IAfluence.Core").Concat(Sources("IAfluence.Web"))
            .Where(file => !file.StartsWith(Path.Combine(Root, "IAfluence.Core", "Storage"), StringComparison.Ordinal));

        Assert.DoesNotContain(sources, file => EngineName().IsMatch(File.ReadAllText(file)));
    }

    [Fact]
    public void Sqlite_is_known_to_its_folder_and_the_registration_alone()
    {
        var storage = Path.Combine(Root, "IAfluence.Core", "Storage");
        var users = Sources("IAfluence.Core").Concat(Sources("IAfluence.Web"))
            .Where(file => !file.StartsWith(Path.Combine(storage, "Sqlite"), StringComparison.Ordinal))
            .Where(file => SqliteName().IsMatch(File.ReadAllText(file)));

        Assert.Equal([Path.Combine(storage, "StorageServices.cs")], users);
    }

    private static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(Path.Combine(Root, project), "*.cs*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".cshtml")
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "IAfluence.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder;
    }

    [GeneratedRegex(@"\bIDocumentEngine\b")]
    private static partial Regex EngineName();

    [GeneratedRegex(@"\b(SQLitePCL|Microsoft\.Data\.Sqlite|Storage\.Sqlite|Sqlite[A-Z]\w+)\b")]
    private static partial Regex SqliteName();
}
