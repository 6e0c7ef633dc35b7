using System.Diagnostics;
using System.Security.Cryptography;
using IAfluence.Tests.Storage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Hosting;

/// <summary>The real process, with settings it must refuse.</summary>
public sealed class StartingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Delete();

    [Fact]
    public async Task Wrong_settings_are_all_named_with_what_is_accepted()
    {
        var (code, error) = await StartAsync(
            "--Storage:Engine=mongodb", "--Proxy:Trusted=10.0.0.0/8,here", "--RateLimits:PerAddressPerMinute=0", "--PublicUrl=chat.example",
            "--Security:MasterKey=short", "--Bootstrap:AdminEmail=anne@agency.example");

        Assert.True(code == 1, error);
        Assert.Contains("Storage:Engine: the engine is not available in this version. Use 'sqlite'", error, StringComparison.Ordinal);
        Assert.Contains("Proxy:Trusted: 'here' is not a valid address or network", error, StringComparison.Ordinal);
        Assert.Contains("RateLimits:PerAddressPerMinute: the value is out of range. Use an integer from 1", error, StringComparison.Ordinal);
        Assert.Contains("PublicUrl: the value is not a valid address. Use only a scheme and a host", error, StringComparison.Ordinal);
        Assert.Contains("Security:MasterKey: the value is not a valid key. Use 32 bytes as Base64", error, StringComparison.Ordinal);
        Assert.Contains("Bootstrap:AdminEmail and Bootstrap:AdminPassword: only one of the two is set. Set both", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cache:Redis", "localhost:6379")]
    [InlineData("Storage:Engine", "mongodb")]
    [InlineData("Storage:MongoDb:ConnectionString", "mongodb://localhost")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4317")]
    [InlineData("Email:Mode", "pigeon")]
    [InlineData("Email:Smtp:Host", "mail.example")]
    [InlineData("Retention:Days", "0")]
    [InlineData("RateLimits:Enabled", "maybe")]
    public async Task A_setting_without_its_function_or_sense_is_never_ignored(string key, string value)
    {
        var (code, error) = await StartAsync($"--{key}={value}");

        Assert.Equal(1, code);
        Assert.Contains(key + ": ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Master_key_that_is_not_the_databases_is_refused()
    {
        await using (await IAfluenceApp.StartAsync(_folder.Path, null))
        {
        }

        var (wrongCode, wrong) = await StartAsync("--Security:MasterKey=" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        File.Delete(Path.Combine(_folder.Path, "master.key"));
        var (goneCode, gone) = await StartAsync();

        Assert.Equal(1, wrongCode);
        Assert.Contains("Security:MasterKey: the key does not match the database", wrong, StringComparison.Ordinal);
        Assert.Equal(1, goneCode);
        Assert.Contains("Security:MasterKey: the master key of the database is missing", gone, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.Path, "master.key")));
    }

    [Fact]
    public async Task The_first_start_makes_a_key_file_only_its_owner_reads()
    {
        await using var app = await IAfluenceApp.StartAsync(_folder.Path, null);

        var file = Path.Combine(_folder.Path, "master.key");

        Assert.Equal(32, Convert.FromBase64String((await File.ReadAllTextAsync(file)).Trim()).Length);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Two_processes_that_start_at_once_share_one_key()
    {
        var apps = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => IAfluenceApp.StartAsync(_folder.Path, null)));

        await apps[0].SignInAsync();
        var elsewhere = apps[0].CopyOfSession(app: apps[1]);

        Assert.Equal("/account", (await elsewhere.OpenAsync("/account")).Address);
        foreach (var app in apps)
            await app.DisposeAsync();
    }

    [Fact]
    public async Task A_weak_password_of_the_first_owner_is_refused()
    {
        var (code, error) = await StartAsync("--Bootstrap:AdminEmail=anne@agency.example", "--Bootstrap:AdminPassword=password2026!");

        Assert.Equal(1, code);
        Assert.Contains("Bootstrap:AdminPassword: the password is too common.", error, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Error)> StartAsync(params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var argument in (string[])[typeof(Program).Assembly.Location, "--Urls=http://127.0.0.1:0", "--Storage:Path=" + _folder.Path, .. settings])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            Assert.Fail("It started: " + await output);
        }
        return (process.ExitCode, await error);
    }
}
