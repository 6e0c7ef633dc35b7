namespace IAfluence.Benchmarks.Running;

/// <summary>Locates the build output that this program belongs to.</summary>
internal static class Built
{
    /// <summary>Debug or Release, as for this program.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    public static string WebProject => Path.Combine(Root, "IAfluence.Web");

    public static string WebAssembly =>
        Path.Combine(WebProject, "bin", Configuration, new DirectoryInfo(AppContext.BaseDirectory).Name, "IAfluence.Web.dll");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "IAfluence.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException("Run the benchmarks from a built tree: IAfluence.sln was not found above " + AppContext.BaseDirectory);
    }
}
