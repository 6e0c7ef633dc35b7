using System.Text.RegularExpressions;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Hosting;

/// <summary>The widget's files as a client's site gets them.</summary>
public sealed partial class LoadingTheWidgetTests : IAsyncLifetime
{
    private IAfluenceApp _app = null!;

    public async Task InitializeAsync() => _app = await IAfluenceApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task The_loader_is_for_every_site_and_soon_asked_for_again()
    {
        using var loader = await _app.Visitor.Http.GetAsync("/widget.js");

        loader.EnsureSuccessStatusCode();
        Assert.Equal("text/javascript", loader.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["cross-origin"], loader.Headers.GetValues("Cross-Origin-Resource-Policy"));
        Assert.True(loader.Headers.CacheControl!.NoCache || loader.Headers.CacheControl.MaxAge <= TimeSpan.FromMinutes(5));
        Assert.NotNull(loader.Headers.ETag);
    }

    [Fact]
    public async Task The_panel_that_the_loader_names_is_for_every_site_and_kept_for_ever()
    {
        var path = PanelPattern().Match(await _app.Visitor.Http.GetStringAsync("/widget.js")).Groups[1].Value;
        using var panel = await _app.Visitor.Http.GetAsync(path);

        panel.EnsureSuccessStatusCode();
        Assert.Equal(["*"], panel.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Equal(["cross-origin"], panel.Headers.GetValues("Cross-Origin-Resource-Policy"));
        Assert.Equal("public, max-age=31536000, immutable", panel.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task A_panel_that_is_not_there_is_not_remembered_as_missing()
    {
        using var missing = await _app.Visitor.Http.GetAsync("/widget/panel.000000000000.js");

        Assert.Equal(404, (int)missing.StatusCode);
        Assert.DoesNotContain("immutable", missing.Headers.CacheControl?.ToString() ?? "", StringComparison.Ordinal);
    }

    [GeneratedRegex("\"(/widget/panel\\.[0-9a-f]{12}\\.js)\"")]
    private static partial Regex PanelPattern();
}
