using IAfluence.Core.Chatbots;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Chatbots;

/// <summary>What the pages say of a chatbot that is off, and of a version that cannot come back.</summary>
public sealed class SayingWhatIsLiveTests : ChatbotPageTest
{
    [Theory]
    [InlineData(false, "Le chatbot est inactif")]
    [InlineData(true, "Le chatbot est inactif")]
    [InlineData(false, "Le client est inactif")]
    public async Task A_chatbot_that_is_off_is_not_said_to_be_seen_by_visitors(bool drafted, string why)
    {
        if (drafted)
            await App.SubmitAsync((await App.OpenAsync(Chatbot.Address())).Form("#chatbot-general form"), new { Form_Greeting = "Salut !", publish = (string?)null });
        if (why.Contains("client", StringComparison.Ordinal))
            await App.SetActiveAsync(Client, false);
        else
            await App.SetActiveAsync(Chatbot, false);

        var bar = (await App.OpenAsync(Chatbot.Address())).One("#chatbot-bar").TextContent;

        Assert.Contains(why, bar, StringComparison.Ordinal);
        Assert.Contains("version 1", bar, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("en ligne", bar, StringComparison.Ordinal);
        Assert.DoesNotContain("visiteurs voient", bar, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_breaks_a_rule_of_today_names_the_settings_as_the_admin_does()
    {
        var published = await App.PublishedAsync(Chatbot);
        var broken = published with
        {
            Id = NewId.Of<ChatbotVersionId>(App.Time),
            Number = 2,
            Settings = published.Settings with { Behaviour = new ChatbotBehaviour { Consent = new ChatbotConsent { Text = "", PolicyUrl = "x" } } },
        };
        await App.HasStoredAsync(broken);

        var page = await App.SubmitAsync((await App.OpenAsync(Chatbot.Address("versions/2"))).Form("form.restore"));

        Assert.Contains("(Consentement)", page.One("#alerts").TextContent, StringComparison.Ordinal);
    }
}
