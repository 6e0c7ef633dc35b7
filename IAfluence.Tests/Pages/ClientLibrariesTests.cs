using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages;

/// <summary>What browsers load: libraries as their authors published them, and a stylesheet within its budget.</summary>
public sealed class ClientLibrariesTests
{
    private const int StylesheetBudget = 25_000;

    // SHA-256 of the files in the npm packages of these versions.
    private static readonly Dictionary<string, string> Published = new()
    {
        ["htmx.org@2.0.11/dist/htmx.min.js"] = "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717",
        ["apexcharts@4.7.0/dist/apexcharts.min.js"] = "c46de876c375aab3fbc23d82418f7d77251403335808983d2b832d4a38481948",
        ["@fontsource-variable/inter@5.3.0/files/inter-latin-wght-normal.woff2"] = "3100e775e8616cd2611beecfa23a4263d7037586789b43f035236a2e6fbd4c62",
    };

    [Fact]
    public void Every_library_is_declared_with_its_version_and_committed_unmodified()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root(), "libman.json")));
        var declared = new Dictionary<string, string>();
        foreach (var library in manifest.RootElement.GetProperty("libraries").EnumerateArray())
        {
            if (!library.TryGetProperty("fileMappings", out var mappings))
                continue;
            foreach (var mapping in mappings.EnumerateArray())
            {
                foreach (var file in mapping.GetProperty("files").EnumerateArray())
                {
                    declared[$"{library.GetProperty("library").GetString()}/{mapping.GetProperty("root").GetString()}/{file.GetString()}"] =
                        Path.Combine(Root(), mapping.GetProperty("destination").GetString()!, file.GetString()!);
                }
            }
        }

        Assert.Equal(Published.Keys.Order(), declared.Keys.Order());
        Assert.All(declared, library => Assert.Equal(Published[library.Key], Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(library.Value)))));
        Assert.Equal(
            declared.Values.Select(Path.GetFullPath).Order(),
            Directory.GetFiles(Path.Combine(Root(), "IAfluence.Web", "wwwroot", "lib"), "*", SearchOption.AllDirectories).Select(Path.GetFullPath).Order());
    }

    [Fact]
    public void The_ui_kit_of_the_build_is_the_declared_version()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root(), "libman.json")));
        using var package = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root(), "wwwroot-src", "package.json")));

        var kit = package.RootElement.GetProperty("devDependencies").GetProperty("@tabler/core").GetString();

        Assert.Contains(
            manifest.RootElement.GetProperty("libraries").EnumerateArray(),
            library => library.GetProperty("library").GetString() == $"@tabler/core@{kit}");
    }

    [Fact]
    public void The_stylesheet_stays_within_its_budget()
    {
        var sheet = File.ReadAllBytes(Path.Combine(Root(), "IAfluence.Web", "wwwroot", "css", "admin.css"));
        using var packed = new MemoryStream();

        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            brotli.Write(sheet);

        Assert.InRange(packed.Length, 1, StylesheetBudget);
    }

    [Fact]
    public async Task Pages_load_htmx_and_our_script_and_nothing_else()
    {
        await using var app = await IAfluenceApp.StartAsync();

        var page = await app.SignInAsync();

        Assert.Equal(
            ["/lib/htmx/htmx.min.js", "/js/admin.js"],
            page.Document.QuerySelectorAll("script").Select(script => script.GetAttribute("src")!.Split('?')[0]));
        Assert.Empty(page.Document.QuerySelectorAll("style, [style], [onclick], [hx-on]"));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IAfluence.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run within the repository.");
    }
}
