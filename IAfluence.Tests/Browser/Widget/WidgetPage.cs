using System.Collections.Concurrent;
using System.Text.Json;
using IAfluence.Tests.Testing;
using Microsoft.Playwright;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>
/// A page of a client's site as a visitor sees it, with the widget on it. It keeps what the site's owner would complain about: anything
/// thrown, logged or asked in a dialog, windows that open, and requests for a host that is neither the site's nor the widget's.
/// </summary>
internal sealed class WidgetPage
{
    // Two frames, so that what was just changed has begun to move.
    private const string AtRest = """
        new Promise(later => requestAnimationFrame(() => requestAnimationFrame(() => later(
          document.querySelector("iafluence-widget").shadowRoot.getAnimations().every(each => each.playState !== "running")))))
        """;

    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly HashSet<string> _hosts;
    private ICDPSession? _session;
    private int? _world;

    private WidgetPage(IPage page, IEnumerable<string> hosts)
    {
        Page = page;
        _hosts = [.. hosts.Select(host => new Uri(host).Authority)];
        page.Console += (_, message) => _complaints.Enqueue($"console, {message.Type}: {message.Text}");
        page.PageError += (_, error) => _complaints.Enqueue("thrown: " + error);
        page.Popup += (_, popup) => _complaints.Enqueue("a window: " + popup.Url);
        page.Dialog += (_, dialog) =>
        {
            _complaints.Enqueue($"a dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.FrameNavigated += (_, frame) => _world = frame == page.MainFrame ? null : _world;
        page.Context.Request += (_, request) =>
        {
            if (request.Url.StartsWith("http", StringComparison.Ordinal) && !_hosts.Contains(new Uri(request.Url).Authority))
                _complaints.Enqueue("a request for " + request.Url);
        };
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Complaints => [.. _complaints];

    public ILocator Launcher => Page.GetByRole(AriaRole.Button, new() { Name = Says.Launcher });

    public ILocator Panel => Page.Locator("iafluence-widget [part~=panel]");

    public ILocator Input => Page.GetByRole(AriaRole.Textbox, new() { Name = Says.Input });

    public ILocator Log => Page.Locator("iafluence-widget").GetByRole(AriaRole.Log);

    /// <summary>What was said, by the visitor and by the chatbot, the greeting included.</summary>
    public ILocator Articles => Log.GetByRole(AriaRole.Article);

    /// <summary>A window that is there already.</summary>
    public static WidgetPage Watch(IPage page, params string[] hosts) => new(page, hosts);

    /// <summary>Opens an address in a window of its own.</summary>
    /// <param name="address">The site's page.</param>
    /// <param name="hosts">Besides the page's own: where the widget comes from.</param>
    /// <param name="options">Of the window; a French desktop unless told.</param>
    /// <param name="before">Done before the page is opened.</param>
    public static async Task<WidgetPage> OpenAsync(
        Chromium chromium, string address, string[] hosts, BrowserNewContextOptions? options = null, Func<IPage, Task>? before = null)
    {
        var page = await chromium.OpenAsync(options);
        var opened = new WidgetPage(page, [address, .. hosts]);
        if (before is not null)
            await before(page);
        await page.GotoAsync(address);
        return opened;
    }

    public ILocator Button(string name) => Page.Locator("iafluence-widget").GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Opens the panel by its launcher, and waits until it can be written in.</summary>
    public async Task<WidgetPage> OpenPanelAsync()
    {
        await Launcher.ClickAsync();
        await Assertions.Expect(Input).ToBeVisibleAsync();
        return this;
    }

    /// <summary>Presses a button of the panel, or of its menu where it is there.</summary>
    public async Task ChooseAsync(string name)
    {
        if (!await Button(name).First.IsVisibleAsync())
            await Button(Says.Menu).ClickAsync();
        await Button(name).First.ClickAsync();
    }

    public async Task AskAsync(string text)
    {
        await Input.FillAsync(text);
        await Input.PressAsync("Enter");
    }

    public Task SeesAsync(string text) => Assertions.Expect(Log).ToContainTextAsync(text);

    /// <summary>Anywhere in the panel, forms and notices among it.</summary>
    public Task SeesInPanelAsync(string text) => Assertions.Expect(Panel).ToContainTextAsync(text);

    /// <summary>Waits until nothing of the widget moves: what is painted and measured is there to stay.</summary>
    public Task RestsAsync() => Eventually.HoldsAsync(async () => (await EvaluateApartAsync(AtRest)).GetBoolean(), "the widget is at rest");

    /// <summary>Runs an expression in a world of its own, where nothing that the page has patched counts.</summary>
    public async Task<JsonElement> EvaluateApartAsync(string expression)
    {
        _session ??= await Page.Context.NewCDPSessionAsync(Page);
        if (_world is null)
        {
            var tree = await _session.SendAsync("Page.getFrameTree");
            var frame = tree!.Value.GetProperty("frameTree").GetProperty("frame").GetProperty("id").GetString()!;
            var made = await _session.SendAsync("Page.createIsolatedWorld", new() { ["frameId"] = frame });
            _world = made!.Value.GetProperty("executionContextId").GetInt32();
        }

        var answer = await _session.SendAsync("Runtime.evaluate", new()
        {
            ["expression"] = expression,
            ["contextId"] = _world,
            ["returnByValue"] = true,
            ["awaitPromise"] = true,
        });
        if (answer!.Value.TryGetProperty("exceptionDetails", out var failure))
            throw new InvalidOperationException(failure.GetProperty("exception").GetProperty("description").GetString());
        return answer.Value.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    public Task CloseAsync() => Page.Context.CloseAsync();
}
