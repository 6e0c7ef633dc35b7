using System.IO.Compression;
using System.Net;
using System.Text.Json;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Installation;
using IAfluence.Tests.Testing;
using IAfluence.Web.WidgetApi;

namespace IAfluence.Tests.WidgetApi;

/// <summary>What sites ask without a visitor: the plugin's updates, its package, the probe.</summary>
public sealed class UpdatingThePluginTests : IAsyncLifetime
{
    private IAfluenceApp _app = null!;
    private Client _client = null!;
    private Chatbot _chatbot = null!;

    public async Task InitializeAsync()
    {
        _app = await IAfluenceApp.StartAsync(("PublicUrl", "https://chat.agency.example"));
        _client = await _app.HasClientAsync("Boulangerie Martin");
        _chatbot = await _app.HasChatbotAsync(_client);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task The_check_tells_the_newest_version_and_notes_the_site()
    {
        using var answer = await AskAsync("wordpress?site=https%3A%2F%2Fwww.martin.fr&version=0.9.0&wp=6.1.9");

        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(WordPressPlugin.Version, json.RootElement.GetProperty("version").GetString());
        Assert.Equal($"https://chat.agency.example/widget/v1/chatbots/{_chatbot.PublicKey}/wordpress.zip", json.RootElement.GetProperty("url").GetString());
        Assert.Equal(["version", "url", "requires", "tested", "requires_php", "sections"], json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Contains($"<h4>{WordPressPlugin.Version}</h4><ul><li>", json.RootElement.GetProperty("sections").GetProperty("changelog").GetString(), StringComparison.Ordinal);
        var contact = Assert.Single(await _app.SiteContactsAsync(_chatbot));
        Assert.Equal(("https://www.martin.fr", "0.9.0", "6.1.9"), (contact.Site, contact.PluginVersion, contact.WordPressVersion));
    }

    [Fact]
    public async Task The_package_is_the_plugin_and_is_not_sent_twice()
    {
        using var first = await AskAsync("wordpress.zip");
        using var request = new HttpRequestMessage(HttpMethod.Get, Address("wordpress.zip"));
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var again = await _app.SendBareAsync("http://localhost", request);

        using var zip = new ZipArchive(await first.Content.ReadAsStreamAsync());
        Assert.NotNull(zip.GetEntry("iafluence/iafluence.php"));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Theory]
    [InlineData("wordpress")]
    [InlineData("wordpress.zip")]
    public async Task Without_a_chatbot_there_is_none(string call)
    {
        using var answer = await _app.SendBareAsync("http://localhost", new HttpRequestMessage(HttpMethod.Get, $"/widget/v1/chatbots/pk_nobody/{call}"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("unknown_chatbot", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wordpress", WidgetPace.PluginChecksPerMinute)]
    [InlineData("wordpress.zip", WidgetPace.PluginDownloadsPerMinute)]
    public async Task Site_that_asks_all_the_time_has_to_wait(string call, int perMinute)
    {
        for (var asked = 0; asked < perMinute; asked++)
            (await AskAsync(call)).Dispose();

        using var refused = await AskAsync(call);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    [Fact]
    public async Task The_probe_sends_its_events_one_by_one()
    {
        using var answer = await _app.SendBareAsync("http://localhost", new HttpRequestMessage(HttpMethod.Get, "/widget/v1/probe"));

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no", answer.Headers.GetValues("X-Accel-Buffering").Single());
        Assert.Equal(5, (await answer.Content.ReadAsStringAsync()).Split("event: probe\n").Length - 1);
    }

    private string Address(string call) => $"/widget/v1/chatbots/{_chatbot.PublicKey}/{call}";

    private Task<HttpResponseMessage> AskAsync(string call) => _app.SendBareAsync("http://localhost", new HttpRequestMessage(HttpMethod.Get, Address(call)));
}
