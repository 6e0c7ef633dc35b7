using IAfluence.Tests.Testing;
using Microsoft.Playwright;

namespace IAfluence.Tests.Browser;

/// <summary>The browser that is installed on this machine, one for all tests that ask for it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Usual =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/snap/bin/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where it lies; null where there is none.</summary>
    public static string? PathOrNull { get; } =
        Usual.Prepend(Environment.GetEnvironmentVariable("CHROMIUM_PATH")).FirstOrDefault(path => path is { Length: > 0 } && File.Exists(path));

    /// <summary>A new window with nothing remembered.</summary>
    public async Task<IPage> OpenAsync(BrowserNewContextOptions? options = null)
    {
        var context = await _browser!.NewContextAsync(options ?? new BrowserNewContextOptions { Locale = "fr-FR" });
        return await context.NewPageAsync();
    }

    public async Task InitializeAsync()
    {
        if (PathOrNull is null)
            return;
        // An expectation ends as soon as it holds.
        Assertions.SetDefaultExpectTimeout((float)Eventually.Limit.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await LaunchAsync();
    }

    /// <summary>A browser of the caller's own, without a switch that Playwright gives to every one.</summary>
    public Task<IBrowser> LaunchAnotherAsync(string ignored) => LaunchAsync(ignored);

    private Task<IBrowser> LaunchAsync(params string[] ignored) => _playwright!.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
    {
        ExecutablePath = PathOrNull,
        IgnoreDefaultArgs = ignored,
        Args =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync",
        ],
    });

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

/// <summary>
/// Browser tests share one browser and run one after the other, when all other tests have ended: a browser that has to wait for the
/// processor makes tasks longer and animations later than the page's own work does.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class BrowserCollection : ICollectionFixture<Chromium>, ICollectionFixture<Widget.WidgetStage>
{
    public const string Name = "browser";
}
