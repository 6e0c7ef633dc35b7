using IAfluence.Tests.Storage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Hosting;

/// <summary>What is needed for few things is loaded when they are done, not at every start.</summary>
public sealed class LoadedLibrariesTests
{
    [Fact]
    public async Task Libraries_for_mail_and_templates_wait_until_they_are_used()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var folder = new TemporaryFolder();
        await using (var product = await RunningProduct.StartAsync(folder.Path))
        {
            using var http = new HttpClient { BaseAddress = new Uri(product.Address) };
            Assert.Contains("IAfluence", await http.GetStringAsync("/login"), StringComparison.Ordinal);

            var loaded = product.LoadedFiles;

            Assert.Contains("IAfluence.Core.dll", loaded);
            Assert.Empty(loaded.Intersect(["MailKit.dll", "MimeKit.dll", "BouncyCastle.Cryptography.dll", "Fluid.dll", "Parlot.dll", "AngleSharp.dll"]));
        }

        folder.Delete();
    }
}
