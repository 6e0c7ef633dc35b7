using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Storage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Chatbots;

/// <summary>What the pages say of a chatbot that is off, and of a version that cannot come back.</summary>
public sealed class SayingWhatIsLiveTests : IAsyncLifetime
{
    private IAfluenceApp _app = null!;
    private Client _client = null!;
    private Chatbot _chatbot = null!;

    public async Task InitializeAsync()
    {
        _app = await IAfluenceApp.StartAsync();
        await _app.SignInAsync();
        _client = await _app.HasClientAsync("Boulangerie Martin");
        _chatbot = await _app.HasChatbotAsync(_client);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData(false, "Le chatbot est éteint")]
    [InlineData(true, "Le chatbot est éteint")]
    [InlineData(false, "Le client est éteint")]
    public async Task A_chatbot_that_is_off_is_not_said_to_be_seen_by_visitors(bool drafted, string why)
    {
        if (drafted)
            await _app.SubmitAsync((await _app.OpenAsync(_chatbot.Address())).Form("#chatbot-general form"), new { Form_Greeting = "Salut !", publish = (string?)null });
        if (why.Contains("client", StringComparison.Ordinal))
            await _app.Service<ClientService>().SetActiveAsync(_client.Id, false, default);
        else
            await _app.Service<ChatbotService>().SetActiveAsync(_client.Id, _chatbot.Id, false, default);

        var bar = (await _app.OpenAsync(_chatbot.Address())).One("#chatbot-bar").TextContent;

        Assert.Contains(why, bar, StringComparison.Ordinal);
        Assert.Contains("version 1", bar, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("en ligne", bar, StringComparison.Ordinal);
        Assert.DoesNotContain("visiteurs voient", bar, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_breaks_a_rule_of_today_names_the_settings_as_the_admin_does()
    {
        var published = (await _app.Service<ChatbotVersions>().FindPublishedOrNullAsync(_client.Id, _chatbot.Id, default))!;
        var broken = published with
        {
            Id = NewId.Of<ChatbotVersionId>(_app.Time),
            Number = 2,
            Settings = published.Settings with { Behaviour = new ChatbotBehaviour { Consent = new ChatbotConsent { Text = "", PolicyUrl = "x" } } },
        };
        await _app.Service<ClientDocuments<ChatbotVersion>>().Insert(_client.Id, broken);

        var page = await _app.SubmitAsync((await _app.OpenAsync(_chatbot.Address("versions/2"))).Form("form.restore"));

        Assert.Contains("(Consentement)", page.One("#alerts").TextContent, StringComparison.Ordinal);
    }
}
