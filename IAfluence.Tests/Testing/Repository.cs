namespace IAfluence.Tests.Testing;

/// <summary>The sources that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IAfluence.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The solution's folder is not above the tests'.");
    }
}
