using IAfluence.Core.Chatbots;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Bootstrap;

public sealed class TextsByLanguageInTheFileTests : IAsyncLifetime
{
    private CoreHost _host = null!;

    public async Task InitializeAsync() => _host = await CoreHost.StartOnSystemClockAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Texts_are_strings_or_objects_by_language()
    {
        var settings = await ApplyAsync("""
            "languages": ["fr", "en"], "formOfAddress": "tu", "greeting": { "en": "Hello!", "fr": "Bonjour !" }, "suggestions": { "fr": ["Horaires ?"] }, "apology": "Pardon",
            "appearance": { "launcherLabel": { "fr": "Aide", "en": "Help" } },
            "behaviour": { "consent": { "text": { "fr": "D’accord ?", "en": "All right?" }, "policyUrl": { "fr": "https://m.example/p", "en": null } } },
            "contact": { "text": { "en": "Write", "fr": "Écrivez" } }
            """);

        Assert.Equal(["fr", "en"], settings.Spoken);
        Assert.Equal(
            ("tu", LocalText.Of(("fr", "Bonjour !"), ("en", "Hello!")), LocalTexts.Plain(["Horaires ?"]), "Pardon", LocalText.Of(("fr", "Aide"), ("en", "Help")), LocalText.Of(("fr", "Écrivez"), ("en", "Write"))),
            (settings.FormOfAddress, settings.Greeting, settings.Suggestions, settings.Apology, settings.Appearance.LauncherLabel, settings.Contact!.Text));
        Assert.Equal(new ChatbotConsent { Text = LocalText.Of(("fr", "D’accord ?"), ("en", "All right?")), PolicyUrl = "https://m.example/p" }, settings.Behaviour.Consent);
    }

    [Fact]
    public async Task Languages_taken_back_leave_the_chatbots_own()
    {
        await ApplyAsync(""" "locale": "fr", "languages": ["fr", "en"], "greeting": { "fr": "Bonjour !", "en": "Hello!" }, "apology": { "fr": "Pardon", "en": "Sorry" } """);

        var settings = await ApplyAsync(""" "locale": "fr", "languages": null, "greeting": "Salut !" """);

        Assert.Equal((null, "Salut !", "Pardon"), (settings.Languages, settings.Greeting, settings.Apology));
    }

    private async Task<ChatbotSettings> ApplyAsync(string properties)
    {
        await _host.BootstrapAsync($$"""{ "clients": [ { "key": "c", "name": "C", "locale": "fr", "chatbots": [ { "key": "b", "name": "B", "publicKey": "pk_b", {{properties}} } ] } ] }""");
        return (await _host.Get<PublishedChatbots>().FindByPublicKeyOrNullAsync("pk_b", CancellationToken.None))!.Settings;
    }
}
